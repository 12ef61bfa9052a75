package dev.hookline.workflow.internal.transition;

import dev.hookline.HooklineException;

/** A job runs a workflow that this engine was not given. */
public final class UnknownWorkflowException extends HooklineException {
    private static final long serialVersionUID = 1L;

    UnknownWorkflowException(String workflow) {
        super("A job runs the workflow '" + workflow + "', which this engine was not given; add it to the engine's "
                + "workflows, and the job goes on");
    }
}
