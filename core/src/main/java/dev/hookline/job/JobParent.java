package dev.hookline.job;

import java.util.Objects;

/**
 * Where a child job hangs. Immutable.
 *
 * @param root the job at the top, which a person started
 * @param step the step that made this job
 * @param index the place among the children of that step, from 0
 */
public record JobParent(JobId root, StepKey step, int index) {
    /** Checks that all parts are there. */
    public JobParent {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(step, "step");
    }
}
