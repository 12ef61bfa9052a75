package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Something that has happened to a job. */
public sealed interface Event {

    /** What it comes to. */
    Outcome on(Draft draft, Transitions transitions);

    /** What it comes to when its job was deleted. */
    default Outcome onGone() {
        return Outcome.NOTHING;
    }

    /** From whom a state of a prediction is known. */
    enum Source {
        /** The answer of its create. */
        CREATE,
        /** A signed webhook. */
        WEBHOOK,
        /** A look-up, because no webhook came. */
        LOOK_UP
    }

    /**
     * A prediction was seen in some state.
     *
     * @param attempt the attempt that it is for, as the store has it
     * @param prediction what was seen
     * @param source who says so
     */
    record Seen(Attempt attempt, RemotePrediction prediction, Source source) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.seen(draft, this);
        }

        /** A prediction of a deleted job is canceled when it turns out to run. */
        @Override
        public Outcome onGone() {
            return prediction.state() == RemotePrediction.State.RUNNING
                    ? Outcome.only(new Effect.CancelPrediction(prediction.kind(), prediction.id()))
                    : Outcome.NOTHING;
        }
    }

    /**
     * It is not known whether a create has made a prediction.
     *
     * @param attempt the attempt
     * @param why what happened
     */
    record AnswerLost(Attempt attempt, String why) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.answerLost(draft, this);
        }
    }

    /**
     * An attempt has come to nothing: no webhook told of its prediction, or Replicate knows none.
     *
     * @param attempt the attempt
     * @param why what happened
     */
    record Lost(Attempt attempt, String why) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.lost(draft, this);
        }
    }

    /** The work that a step had, so that what comes of it can be told from what came of earlier work. */
    record Done(StepKey step, int tries, Phase phase) {}

    /**
     * A step's work has given its result.
     *
     * @param done the work
     * @param result the result as JSON
     */
    record StepSucceeded(Done done, String result) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.succeeded(draft, this);
        }
    }

    /**
     * A step's work has failed; whether it is worth another attempt, the error tells.
     *
     * @param done the work
     * @param error why
     */
    record StepFailed(Done done, JobError error) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.failed(draft, this);
        }
    }

    /**
     * A step's work cannot be done now.
     *
     * @param done the work
     * @param delay when to try again
     * @param why what happened
     */
    record StepPostponed(Done done, Duration delay, String why) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.postponed(draft, this);
        }
    }

    /**
     * The children of a step were read, because something has become of them.
     *
     * @param step the step
     * @param version the version at which the step's job was read before them: when it has another by now, one of them
     *     may have been opened again, and they have to be read anew
     * @param children all of them in the order of their index
     */
    record ChildrenRead(StepKey step, long version, List<Job> children) implements Event {
        /** Copies the list. */
        public ChildrenRead {
            children = List.copyOf(children);
        }

        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.joined(draft, this);
        }
    }

    /**
     * Somebody wants the job to go on from what failed.
     *
     * @param reopenedChildren for each step with children, how many of them are opened again after this
     * @param isCounted whether the step that the job hangs on counts it as open already
     */
    record Retried(Map<String, Integer> reopenedChildren, boolean isCounted) implements Event {
        /** Copies the counts. */
        public Retried {
            reopenedChildren = Map.copyOf(reopenedChildren);
        }

        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.retried(draft, this);
        }
    }

    /**
     * A child of a step is about to be opened again.
     *
     * @param step the step
     */
    record ChildReopened(StepKey step) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.childReopened(draft, this);
        }
    }

    /** Somebody wants the job to stop. */
    record Canceled() implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.canceled(draft);
        }
    }

    /**
     * Somebody has said how a job goes on.
     *
     * @param step the name of the step that waits for that
     * @param result what was said, as JSON
     */
    record Approved(String step, String result) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.approved(draft, this);
        }
    }

    /**
     * Somebody has said that a job does not go on, or nobody has said anything in time.
     *
     * @param step the name of the step that waits for that
     * @param error why
     */
    record Rejected(String step, JobError error) implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.rejected(draft, this);
        }
    }

    /** The job's deadline has passed. */
    record DeadlinePassed() implements Event {
        @Override
        public Outcome on(Draft draft, Transitions transitions) {
            return transitions.deadlinePassed(draft);
        }
    }
}
