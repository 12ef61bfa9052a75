package dev.hookline.benchmarks.engine;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.workflow.PredictionRequest;
import dev.hookline.workflow.Workflow;

/** What is run. */
public final class Workflows {
    private static final String MODEL = "simulator/instant";

    /** One prediction. */
    public static final Workflow<Echo, Echo> ONE_STEP = Workflow.define(
            "one-step", Echo.class, flow -> flow.predict("only", Echo.class, flow.input(), Workflows::instant));

    /** One prediction, and another one of its output. */
    public static final Workflow<Echo, Echo> TWO_STEPS = Workflow.define("two-steps", Echo.class, flow -> {
        var first = flow.predict("first", Echo.class, flow.input(), Workflows::instant);
        return flow.predict("second", Echo.class, first, Workflows::instant);
    });

    private Workflows() {}

    private static PredictionRequest instant(Echo input) {
        return model(MODEL).input("text", input.text());
    }
}
