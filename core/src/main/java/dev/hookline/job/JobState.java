package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a job that changes. Immutable.
 *
 * @param status where the job stands
 * @param output the output as JSON, once the job has succeeded
 * @param error why it failed, when it did
 * @param updatedAt when this state was reached
 */
public record JobState(
        JobStatus status, @Nullable String output, @Nullable JobError error, Instant updatedAt) {
    /** Checks that status and time are there. */
    public JobState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(updatedAt, "updatedAt");
    }

    /** The state of a job that has just begun. */
    public static JobState processing(Instant now) {
        return new JobState(JobStatus.PROCESSING, null, null, now);
    }
}
