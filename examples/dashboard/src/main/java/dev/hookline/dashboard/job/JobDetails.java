package dev.hookline.dashboard.job;

import java.util.List;
import java.util.Objects;

/**
 * All that the page of a job shows. Immutable.
 *
 * @param job the job
 * @param log its log, oldest line first
 * @param picture its workflow with what has become of each step
 */
record JobDetails(JobView job, List<LogLine> log, WorkflowPicture picture) {
    /** Copies the log. */
    JobDetails {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(picture, "picture");
        log = List.copyOf(log);
    }
}
