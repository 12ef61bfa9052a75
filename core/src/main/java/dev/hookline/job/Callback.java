package dev.hookline.job;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a callback token stands for. Immutable.
 *
 * @param attempt the attempt that the token was issued for
 * @param job its job, read no earlier than the attempt; null when it has been deleted
 */
public record Callback(Attempt attempt, @Nullable JobSnapshot job) {
    /** Checks that there is an attempt. */
    public Callback {
        Objects.requireNonNull(attempt, "attempt");
    }

    /** The job, unless it has been deleted. */
    public Optional<JobSnapshot> findJob() {
        return Optional.ofNullable(job);
    }
}
