package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Something that has happened to a job. */
public sealed interface Event {

    /** What it comes to. */
    Outcome on(JobSnapshot job, Transitions transitions);

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
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.seen(job, this);
        }

        /** A prediction of a deleted job is canceled when it turns out to run. */
        @Override
        public Outcome onGone() {
            return prediction.state() == RemotePrediction.State.RUNNING
                    ? Outcome.only(new Effect.CancelPrediction(prediction.id()))
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
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.answerLost(job, this);
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
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.lost(job, this);
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
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.succeeded(job, this);
        }
    }

    /**
     * A step's work has failed for good.
     *
     * @param done the work
     * @param error why
     */
    record StepFailed(Done done, JobError error) implements Event {
        @Override
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.failed(job, this);
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
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.postponed(job, this);
        }
    }

    /**
     * The children of a step were read, because none was open any more.
     *
     * @param step the step
     * @param children all of them in the order of their index
     */
    record ChildrenRead(StepKey step, List<Job> children) implements Event {
        /** Copies the list. */
        public ChildrenRead {
            children = List.copyOf(children);
        }

        @Override
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.joined(job, this);
        }
    }

    /**
     * Somebody wants the job to go on from what failed.
     *
     * @param reopenedChildren for each step with children, how many of them are opened again after this
     */
    record Retried(Map<String, Integer> reopenedChildren) implements Event {
        /** Copies the counts. */
        public Retried {
            reopenedChildren = Map.copyOf(reopenedChildren);
        }

        @Override
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.retried(job, this);
        }
    }

    /**
     * A child of a step is about to be opened again.
     *
     * @param step the step
     */
    record ChildReopened(StepKey step) implements Event {
        @Override
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.childReopened(job, this);
        }
    }

    /** Somebody wants the job to stop. */
    record Canceled() implements Event {
        @Override
        public Outcome on(JobSnapshot job, Transitions transitions) {
            return transitions.canceled(job);
        }
    }
}
