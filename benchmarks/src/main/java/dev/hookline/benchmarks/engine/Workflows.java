package dev.hookline.benchmarks.engine;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.workflow.PredictionRequest;
import dev.hookline.workflow.Workflow;
import java.util.List;
import java.util.stream.IntStream;

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

    /** One job of {@link #ONE_STEP} for each of so many items. */
    public static final Workflow<Items, List<Echo>> FAN_OUT = Workflow.define(
            "fan-out", Items.class, flow -> flow.forEach("each", flow.input(), Items::echoes, ONE_STEP));

    private Workflows() {}

    /**
     * What a fan-out is made of.
     *
     * @param count how many items it has
     */
    public record Items(int count) {
        private List<Echo> echoes() {
            return IntStream.range(0, count)
                    .mapToObj(item -> new Echo("item " + item))
                    .toList();
        }
    }

    private static PredictionRequest instant(Echo input) {
        return model(MODEL).input("text", input.text());
    }
}
