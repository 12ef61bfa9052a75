package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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

    /** The output as JSON; empty unless the job has succeeded. */
    public Optional<String> findOutput() {
        return Optional.ofNullable(output);
    }

    /** Why it failed; empty unless it did. */
    public Optional<JobError> findError() {
        return Optional.ofNullable(error);
    }

    /** The state of a job that has just begun. */
    public static JobState processing(Instant now) {
        return new JobState(JobStatus.PROCESSING, null, null, now);
    }
}
