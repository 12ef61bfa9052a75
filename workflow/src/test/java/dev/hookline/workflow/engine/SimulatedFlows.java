package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;

import dev.hookline.file.StoredFile;
import dev.hookline.workflow.ItemFailure;
import dev.hookline.workflow.LocalFunction;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/** What is run in a simulated world. */
final class SimulatedFlows {
    private static final StepOptions PATIENT = StepOptions.DEFAULTS
            .withDeadline(Duration.ofMinutes(2))
            .withLookUpAfter(Duration.ofSeconds(40))
            .withMaxTries(50);

    final Workflow<String, String> drawn;
    final Workflow<String, String> told;

    /** Each word of a text, drawn or told, and then told together. */
    final Workflow<String, String> merged;

    /** Each word of a text, and nothing when one of them fails. */
    final Workflow<String, String> allNeeded;

    /** A text that is told once somebody has approved it. */
    final Workflow<String, String> reviewed;

    SimulatedFlows(LocalFunction<StoredFile, String> read) {
        drawn = Workflow.define("drawn", String.class, flow -> {
            var text = flow.input();
            var file = flow.with(PATIENT)
                    .predict(
                            "draw",
                            StoredFile.class,
                            text,
                            t -> model("acme/draw").input("prompt", t));
            return flow.local("read", String.class, file, read);
        });
        told = Workflow.define("told", String.class, flow -> {
            var text = flow.input();
            return flow.with(PATIENT)
                    .predict("tell", String.class, text, t -> model("acme/tell").input("prompt", t));
        });
        Workflow<String, String> item = Workflow.define("item", String.class, flow -> {
            var text = flow.input();
            return flow.branch("draw-or-tell", text, t -> t.length() % 2 == 0, drawn, told);
        });
        merged = Workflow.define("merged", String.class, flow -> {
            var text = flow.input();
            var items = flow.forEach("item", text, t -> List.of(t.split(" ")), item);
            var joined = flow.local("join", String.class, items, all -> String.join("", all));
            return flow.with(PATIENT)
                    .predict(
                            "merge",
                            String.class,
                            joined,
                            t -> model("acme/tell").input("prompt", t));
        });
        allNeeded = Workflow.define("all-needed", String.class, flow -> {
            var text = flow.input();
            var items = flow.forEach("item", text, t -> List.of(t.split(" ")), item, ItemFailure.STOP_ALL);
            return flow.local("join", String.class, items, all -> "[" + String.join("", all) + "]");
        });
        reviewed = Workflow.define("reviewed", String.class, flow -> {
            var text = flow.input();
            var first = flow.run("first", text, told);
            var word = flow.approval("review", String.class, first, Duration.ofHours(2));
            return flow.local("both", String.class, first, word, (one, other) -> one + " " + other);
        });
    }
}
