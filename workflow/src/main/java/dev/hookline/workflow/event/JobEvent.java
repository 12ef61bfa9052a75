package dev.hookline.workflow.event;

import dev.hookline.job.JobChange;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.LogEntry;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A commit that has changed a job. Immutable; {@link #toString} shows nothing of what was worked on.
 *
 * @param root the job at the top of its tree
 * @param job the job
 * @param version the version that the commit has led to; a higher one is later
 * @param before the job as it was, or null when the commit has made it
 * @param changes what the commit has changed, of this job and of children that it has made
 */
public record JobEvent(
        JobId root, JobId job, long version, @Nullable JobSnapshot before, List<JobChange> changes) {
    /** Copies the changes. */
    public JobEvent {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(job, "job");
        changes = List.copyOf(changes);
    }

    /** The job as it was; empty when the commit has made it. */
    public Optional<JobSnapshot> findBefore() {
        return Optional.ofNullable(before);
    }

    /** What the commit has added to the log. */
    public List<LogEntry> log() {
        return changes.stream()
                .filter(JobChange.Logged.class::isInstance)
                .map(change -> ((JobChange.Logged) change).entry())
                .toList();
    }

    @Override
    public String toString() {
        return "JobEvent[" + job + ", version " + version + ", " + changes.size() + " changes]";
    }
}
