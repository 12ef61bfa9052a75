package dev.hookline.dashboard.flow;

import java.util.Objects;

/**
 * A step of a flow as people see it. Immutable.
 *
 * @param step the step's name, in whichever of the flow's workflows it is
 * @param times how often it is done: once for each picture, or once for the job
 * @param model the model that is called, or empty when the step is done here
 * @param beside whether it is done beside the ones before it, and not after them
 */
public record Stage(String step, int times, String model, boolean beside) {
    /** Checks that both names are there. */
    public Stage {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(model, "model");
    }

    static Stage local(String step, int times) {
        return new Stage(step, times, "", false);
    }

    static Stage remote(String step, int times, String model) {
        return new Stage(step, times, model, false);
    }

    /** The same, done beside the ones before it. */
    Stage atTheSide() {
        return new Stage(step, times, model, true);
    }
}
