package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.gateway.RemotePrediction;

/** What is to be carried out once a commit has happened. Losing one is harmless: its step falls due again. */
public sealed interface Effect {

    /**
     * This node has taken a step's work and does it.
     *
     * @param step the step
     * @param phase what is to be done
     */
    record Perform(StepKey step, Phase phase) implements Effect {}

    /**
     * A prediction is canceled at Replicate, because nobody waits for it any more. When this is lost, its deadline ends
     * it.
     *
     * @param kind whether it is a prediction or a training
     * @param predictionId the prediction
     */
    record CancelPrediction(RemotePrediction.Kind kind, String predictionId) implements Effect {}
}
