package dev.hookline.workflow.event;

import dev.hookline.HooklineException;
import dev.hookline.job.JobError;

/** What an {@link Interception} is told when the work was done and its step has failed. Never thrown by the engine. */
public final class StepFailedException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final transient JobError error;

    /** With what the step has failed with. */
    public StepFailedException(JobError error) {
        super(error.code() + ": " + error.message());
        this.error = error;
    }

    /** What the step has failed with. */
    public JobError error() {
        return error;
    }
}
