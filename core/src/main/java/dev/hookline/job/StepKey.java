package dev.hookline.job;

import java.util.Objects;

/**
 * Names a step of a job. Immutable.
 *
 * @param job the job
 * @param step the step's name, unique within the workflow
 */
public record StepKey(JobId job, String step) implements Comparable<StepKey> {
    /** Checks that both parts are there. */
    public StepKey {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(step, "step");
    }

    @Override
    public int compareTo(StepKey other) {
        int byJob = job.compareTo(other.job);
        return byJob != 0 ? byJob : step.compareTo(other.step);
    }
}
