package dev.hookline.workflow.event;

import dev.hookline.job.Phase;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.util.Objects;

/** Something that an engine does. */
public sealed interface EngineActivity {
    /** Which of the variants it is. */
    Kind kind();

    /** The variants. */
    enum Kind {
        /** {@link Start}. */
        START,
        /** {@link Work}. */
        WORK,
        /** {@link Delivery}. */
        DELIVERY
    }

    /**
     * Jobs are started from outside, by one call. Their ids are not known before.
     *
     * @param workflow the name of their workflow
     * @param jobs how many
     */
    record Start(String workflow, int jobs) implements EngineActivity {
        /** Checks that the workflow is there. */
        public Start {
            Objects.requireNonNull(workflow, "workflow");
        }

        @Override
        public Kind kind() {
            return Kind.START;
        }
    }

    /**
     * This node does a piece of work for a step. What was left behind by a node that is gone, or is past the job's deadline,
     * is told of in the phase that it was left in.
     *
     * @param target the step
     * @param phase what is done: the create call in {@link Phase#SUBMIT}, a look-up in {@link Phase#AWAIT}, and so on
     */
    record Work(StepTarget target, Phase phase) implements EngineActivity {
        /** Checks that both are there. */
        public Work {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(phase, "phase");
        }

        @Override
        public Kind kind() {
            return Kind.WORK;
        }
    }

    /**
     * A webhook is taken that was verified, and whose attempt and job were found: its effect is decided and committed. One
     * for a job that was deleted is not told of.
     *
     * @param target the step that the prediction was made for
     * @param state what the webhook says of the prediction
     */
    record Delivery(StepTarget target, RemotePrediction.State state) implements EngineActivity {
        /** Checks that both are there. */
        public Delivery {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(state, "state");
        }

        @Override
        public Kind kind() {
            return Kind.DELIVERY;
        }
    }
}
