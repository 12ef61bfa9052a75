package dev.hookline.job;

import java.util.Objects;

/** One thing that a {@link JobCommit} changes. The set of kinds is closed; a store handles each of {@link Kind}. */
public sealed interface JobChange {

    /** The kinds, for a switch that the compiler checks. */
    enum Kind {
        /** {@link JobCreated}. */
        JOB_CREATED,
        /** {@link StateChanged}. */
        STATE_CHANGED,
        /** {@link StepWritten}. */
        STEP_WRITTEN,
        /** {@link AttemptWritten}. */
        ATTEMPT_WRITTEN,
        /** {@link ChildEnded}. */
        CHILD_ENDED,
        /** {@link ChildReopened}. */
        CHILD_REOPENED,
        /** {@link Logged}. */
        LOGGED
    }

    /** Which kind this is. */
    Kind kind();

    /**
     * A job comes to be, at version 1. The first change of a commit with {@link JobCommit#NEW} creates the job that the
     * commit is for; all others create children.
     *
     * @param job the new job
     */
    record JobCreated(Job job) implements JobChange {
        /** Checks that a new job has version 1. */
        public JobCreated {
            if (job.version() != 1) {
                throw new IllegalArgumentException("A new job has version 1, not " + job.version());
            }
        }

        @Override
        public Kind kind() {
            return Kind.JOB_CREATED;
        }
    }

    /**
     * The job that the commit is for gets another state.
     *
     * @param job that job
     * @param state its new state
     */
    record StateChanged(JobId job, JobState state) implements JobChange {
        /** Checks that both are there. */
        public StateChanged {
            Objects.requireNonNull(job, "job");
            Objects.requireNonNull(state, "state");
        }

        @Override
        public Kind kind() {
            return Kind.STATE_CHANGED;
        }
    }

    /**
     * A step begins, or is replaced as a whole.
     *
     * @param step the step as it is from now on
     */
    record StepWritten(JobStep step) implements JobChange {
        /** Checks that the step is there. */
        public StepWritten {
            Objects.requireNonNull(step, "step");
        }

        @Override
        public Kind kind() {
            return Kind.STEP_WRITTEN;
        }
    }

    /**
     * An attempt is made, or replaced as a whole. A step gets the token of another attempt by a commit that writes this
     * attempt, too; the one that it had before stays as it was, unless it is written as well.
     *
     * @param attempt the attempt as it is from now on
     */
    record AttemptWritten(Attempt attempt) implements JobChange {
        /** Checks that the attempt is there. */
        public AttemptWritten {
            Objects.requireNonNull(attempt, "attempt");
        }

        @Override
        public Kind kind() {
            return Kind.ATTEMPT_WRITTEN;
        }
    }

    /**
     * The job that the commit is for has ended, and a running step of its parent has one open child less. Whoever
     * brings the number to zero makes that step's work due at once, and so does every child that ends without success of
     * a step in {@link Phase#JOIN_ALL}. The parent's version does not change, so that children that end together do not
     * get into each other's way. A step that is not running is left alone.
     *
     * @param parentStep the parent's step
     * @param succeeded whether the job has ended with success
     */
    record ChildEnded(StepKey parentStep, boolean succeeded) implements JobChange {
        /** Checks that the step is there. */
        public ChildEnded {
            Objects.requireNonNull(parentStep, "parentStep");
        }

        @Override
        public Kind kind() {
            return Kind.CHILD_ENDED;
        }
    }

    /**
     * The job that the commit is for had ended and runs again, and a running step of its parent has one open child more.
     * That step's work waits, due at no time and owned by nobody, until the last of them has ended. The parent's version
     * grows by one, so that an end of the step that was decided on before does not happen. When the step is not running,
     * nobody would wait for the job any more, and the commit as a whole is {@link CommitResult.Stale}.
     *
     * @param parentStep the parent's step
     */
    record ChildReopened(StepKey parentStep) implements JobChange {
        /** Checks that the step is there. */
        public ChildReopened {
            Objects.requireNonNull(parentStep, "parentStep");
        }

        @Override
        public Kind kind() {
            return Kind.CHILD_REOPENED;
        }
    }

    /**
     * A line is added to the log.
     *
     * @param entry the line
     */
    record Logged(LogEntry entry) implements JobChange {
        /** Checks that the line is there. */
        public Logged {
            Objects.requireNonNull(entry, "entry");
        }

        @Override
        public Kind kind() {
            return Kind.LOGGED;
        }
    }
}
