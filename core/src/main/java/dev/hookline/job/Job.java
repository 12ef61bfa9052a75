package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a workflow. Immutable: a later state of it is another value with a higher version.
 *
 * @param id its name
 * @param workflow the workflow that it runs
 * @param parent where it hangs, or null for a job that was started from outside
 * @param labels owner, idempotency key and tags
 * @param input the input as JSON
 * @param state what changes
 * @param createdAt when it was accepted
 * @param version 1 when it was created, and one more with each commit that names it
 */
public record Job(
        JobId id,
        WorkflowRef workflow,
        @Nullable JobParent parent,
        JobLabels labels,
        String input,
        JobState state,
        Instant createdAt,
        long version) {

    /** Checks that everything but the parent is there. */
    public Job {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(labels, "labels");
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** Where the job stands. */
    public JobStatus status() {
        return state.status();
    }

    /** The job at the top of the tree that this one belongs to; itself when it has no parent. */
    public JobId root() {
        return parent == null ? id : parent.root();
    }

    /** Where it hangs; empty for a job that was started from outside. */
    public Optional<JobParent> findParent() {
        return Optional.ofNullable(parent);
    }

    /**
     * When it has to have ended; empty when it has ended, has no deadline, or was opened again after its deadline and so
     * has none any more.
     */
    public Optional<Instant> findDeadline() {
        return Optional.ofNullable(labels.deadlineAt())
                .filter(deadline -> !status().isEnd() && state.updatedAt().isBefore(deadline));
    }

    /** The same job in another state, one version on. */
    public Job next(JobState replacement) {
        return with(replacement, version + 1);
    }

    Job with(JobState newState, long newVersion) {
        return new Job(id, workflow, parent, labels, input, newState, createdAt, newVersion);
    }
}
