package dev.hookline.job;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes that happen whole or not at all, and only when a job is still at the version that was read. Immutable.
 *
 * @param job the job that was read, or that is created
 * @param workflow the name of the workflow that it runs, by which a store tells whose work its steps are
 * @param expectedVersion the version that was read, or {@link #NEW}; a commit that happens leaves the job one version on
 * @param at the time by which a step that loses its last open child is due
 * @param changes what changes, in this order
 */
public record JobCommit(JobId job, String workflow, long expectedVersion, Instant at, List<JobChange> changes) {
    /** The expected version of a job that does not exist yet. */
    public static final long NEW = 0;

    /** Copies the changes. */
    public JobCommit {
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(at, "at");
        changes = List.copyOf(changes);
        Job created = findCreated(job, changes);
        if ((created != null) != (expectedVersion == NEW)) {
            throw new IllegalArgumentException(
                    "A commit at version 0 begins with the creation of its job, and no other does: job " + job);
        }
        if (created != null && !created.workflow().name().equals(workflow)) {
            throw new IllegalArgumentException("A commit for workflow " + workflow + " creates a job of workflow "
                    + created.workflow().name() + ": job " + job);
        }
        refuseOtherJobs(job, changes);
    }

    /** Changes of a job as it was read. */
    public static JobCommit of(Job read, Instant at, List<JobChange> changes) {
        return new JobCommit(read.id(), read.workflow().name(), read.version(), at, changes);
    }

    /** The creation of a job, and what else happens with it. */
    public static JobCommit creating(Job created, Instant at, List<JobChange> changes) {
        return new JobCommit(created.id(), created.workflow().name(), NEW, at, changes);
    }

    /** The job itself, when the first change is its creation. */
    private static @Nullable Job findCreated(JobId job, List<JobChange> changes) {
        return !changes.isEmpty()
                        && changes.get(0) instanceof JobChange.JobCreated created
                        && created.job().id().equals(job)
                ? created.job()
                : null;
    }

    /** What concerns a job whose version is not looked at would be written over the changes of others. */
    private static void refuseOtherJobs(JobId job, List<JobChange> changes) {
        Set<JobId> own = new HashSet<>(Set.of(job));
        for (JobChange change : changes) {
            if (change instanceof JobChange.JobCreated created) {
                own.add(created.job().id());
            } else if (!concernsOnly(own, job, change)) {
                throw new IllegalArgumentException("A commit for job " + job
                        + " changes the state of that job, and steps and attempts of it and of the jobs that it has"
                        + " created before, and of no other: " + change.kind());
            }
        }
    }

    private static boolean concernsOnly(Set<JobId> own, JobId job, JobChange change) {
        return switch (change.kind()) {
            case STATE_CHANGED -> ((JobChange.StateChanged) change).job().equals(job);
            case STEP_WRITTEN ->
                own.contains(((JobChange.StepWritten) change).step().key().job());
            case ATTEMPT_WRITTEN ->
                own.contains(
                        ((JobChange.AttemptWritten) change).attempt().step().job());
            case JOB_CREATED, CHILD_ENDED, CHILD_REOPENED, LOGGED -> true;
        };
    }
}
