package dev.hookline.job;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list. Only jobs that were started from outside are listed, newest first; children are read by
 * {@link JobStore#children}. Immutable.
 *
 * @param owner whose jobs, or null for everybody's
 * @param statuses jobs in any of these, or all when empty
 * @param after the last job of the page before, or null for the first page
 * @param limit how many at most, from 1 to 1,000
 */
public record JobQuery(
        @Nullable String owner,
        Set<JobStatus> statuses,
        @Nullable JobId after,
        int limit) {
    private static final int MAX_LIMIT = 1_000;

    /** @throws IllegalArgumentException when the limit is not from 1 to 1,000 */
    public JobQuery {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A page has from 1 to 1,000 jobs, not " + limit);
        }
    }

    /** The newest jobs of everybody. */
    public static JobQuery newest(int limit) {
        return new JobQuery(null, Set.of(), null, limit);
    }

    /** The same for one owner. */
    public JobQuery ownedBy(@Nullable String newOwner) {
        return new JobQuery(newOwner, statuses, after, limit);
    }

    /** The same, in these statuses only. */
    public JobQuery in(JobStatus... newStatuses) {
        return new JobQuery(owner, Set.of(newStatuses), after, limit);
    }

    /** The same, from the job after the given one on. */
    public JobQuery after(@Nullable JobId last) {
        return new JobQuery(owner, statuses, last, limit);
    }
}
