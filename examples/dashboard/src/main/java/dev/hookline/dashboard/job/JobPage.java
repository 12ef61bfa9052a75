package dev.hookline.dashboard.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the jobs, newest first. Immutable.
 *
 * @param jobs the jobs
 * @param next where the next page begins, or null on the last
 */
public record JobPage(List<JobView> jobs, @Nullable String next) {
    /** Copies the jobs. */
    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
