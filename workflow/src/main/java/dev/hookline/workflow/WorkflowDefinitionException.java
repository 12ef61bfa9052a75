package dev.hookline.workflow;

import dev.hookline.HooklineException;
import java.util.List;

/** A workflow's graph is not sound. It says all that is wrong, each with the step's name. */
public final class WorkflowDefinitionException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> violations;

    /** Names the workflow and what is wrong with it. */
    public WorkflowDefinitionException(String workflow, List<String> violations) {
        super("Workflow '" + workflow + "' is not sound: " + String.join("; ", violations));
        this.violations = List.copyOf(violations);
    }

    /** What is wrong, a sentence each. */
    public List<String> violations() {
        return violations;
    }
}
