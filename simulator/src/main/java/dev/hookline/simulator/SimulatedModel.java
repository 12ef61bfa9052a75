package dev.hookline.simulator;

import java.util.List;

/**
 * A model that the simulator runs; the interface to implement for a model of one's own. It is called from several threads
 * at once.
 *
 * <pre>{@code
 * ReplicateSimulator.builder()
 *         .model("acme/shout", input -> ModelAnswer.of(input.text("text").orElse("").toUpperCase(Locale.ROOT)))
 *         .start();
 * }</pre>
 */
@FunctionalInterface
public interface SimulatedModel {

    /**
     * Computes what a prediction ends with. An answer computed for a prediction that was canceled meanwhile is dropped.
     *
     * @throws ModelFailedException to fail the prediction with a text; any other exception fails it with its message
     */
    ModelAnswer run(ModelInput input);

    /** What it takes and gives; everything unless this is overridden, or given with the model's name. */
    default ModelSchema schema() {
        return ModelSchema.any();
    }

    /**
     * Checks an input before a prediction is made of it. What is found is answered with 422, as Replicate does for an input
     * that does not fit the model's schema. By itself it looks at nothing but {@link #schema()}.
     */
    default List<InvalidField> check(ModelInput input) {
        return schema().check(input);
    }

    /** Whether the predictions of the model carry a URL to stream their output from. */
    default boolean streams() {
        return false;
    }
}
