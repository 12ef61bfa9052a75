package dev.hookline.job;

import java.util.List;
import java.util.Objects;

/** What came of a {@link JobCommit}. */
public sealed interface CommitResult {

    /** Whether the changes are durable. */
    default boolean isCommitted() {
        return this instanceof Committed;
    }

    /**
     * The changes are durable: they survive the death of the process.
     *
     * @param joinable the steps whose work has become due because a child has ended by this commit
     */
    record Committed(List<StepKey> joinable) implements CommitResult {
        /** Copies the steps. */
        public Committed {
            joinable = List.copyOf(joinable);
        }
    }

    /**
     * The job is no longer at the expected version, or is gone, or was to be {@linkplain JobChange.ChildReopened opened
     * again} below a step that is not running; nothing was changed.
     */
    record Stale() implements CommitResult {}

    /**
     * A job of the same workflow with the same idempotency key exists; nothing was changed.
     *
     * @param existing that job
     */
    record Duplicate(JobId existing) implements CommitResult {
        /** Checks that the job is there. */
        public Duplicate {
            Objects.requireNonNull(existing, "existing");
        }
    }
}
