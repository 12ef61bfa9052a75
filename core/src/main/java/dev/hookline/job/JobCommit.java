package dev.hookline.job;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Changes that happen whole or not at all, and only when a job is still at the version that was read. Immutable.
 *
 * @param job the job that was read, or that is created
 * @param expectedVersion the version that was read, or {@link #NEW}; a commit that happens leaves the job one version on
 * @param at the time by which a step that loses its last open child is due
 * @param changes what changes, in this order
 */
public record JobCommit(JobId job, long expectedVersion, Instant at, List<JobChange> changes) {
    /** The expected version of a job that does not exist yet. */
    public static final long NEW = 0;

    /** Copies the changes. */
    public JobCommit {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(at, "at");
        changes = List.copyOf(changes);
        boolean creates = !changes.isEmpty()
                && changes.get(0) instanceof JobChange.JobCreated created
                && created.job().id().equals(job);
        if (creates != (expectedVersion == NEW)) {
            throw new IllegalArgumentException(
                    "A commit at version 0 begins with the creation of its job, and no other does: job " + job);
        }
    }
}
