package dev.hookline.workflow.event;

import dev.hookline.job.JobId;
import dev.hookline.job.LogEntry;
import java.util.List;
import java.util.Objects;

/**
 * A commit that has changed a job. Immutable.
 *
 * @param root the job at the top of its tree
 * @param job the job
 * @param version the version that the commit has led to; a higher one is later
 * @param log what the commit has added to the log
 */
public record JobEvent(JobId root, JobId job, long version, List<LogEntry> log) {
    /** Copies the log. */
    public JobEvent {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(job, "job");
        log = List.copyOf(log);
    }
}
