package dev.hookline.simulator;

import dev.hookline.simulator.Catalog.Target;
import dev.hookline.simulator.Prediction.Origin;
import dev.hookline.simulator.Prediction.Result;
import dev.hookline.simulator.Prediction.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The models' examples: each a prediction that their author once made, with an output that stays. Thread-safe. */
final class Examples {

    private static final Duration TOOK = Duration.ofMillis(2_400);
    private static final long SEED = 42;

    private final Lifecycle.Stage stage;
    private final Ids ids;
    private final Map<String, Optional<ObjectNode>> byVersion = new ConcurrentHashMap<>();

    Examples(Lifecycle.Stage stage, Ids ids) {
        this.stage = stage;
        this.ids = ids;
    }

    /** The example of a model's newest version, if it has one. */
    Optional<ObjectNode> of(CatalogModel model) {
        return model.newest()
                .flatMap(newest ->
                        byVersion.computeIfAbsent(newest.version(), version -> make(newest, model.createdAt())))
                .map(ObjectNode::deepCopy);
    }

    private Optional<ObjectNode> make(NamedModel model, Instant at) {
        return model.model().schema().example().flatMap(input -> {
            try {
                ModelAnswer answer = model.model().run(new ModelInput(input, stage.inputs(), SEED));
                return answer.output().map(output -> prediction(model, input, answer, at));
            } catch (RuntimeException failed) {
                return Optional.empty(); // It is no example then.
            }
        });
    }

    private ObjectNode prediction(NamedModel model, ObjectNode input, ModelAnswer answer, Instant at) {
        Origin origin = new Origin(
                0,
                ids.next(),
                new Target(model, model.version()),
                Optional.empty(),
                at,
                Optional.empty(),
                Optional.empty());
        Prediction example = new Prediction(origin, input);
        JsonNode output = stage.json(example, answer.output().orElseThrow());
        String logs = answer.logs().isEmpty() ? "" : String.join("\n", answer.logs()) + "\n";
        example.start(at);
        example.end(Status.SUCCEEDED, at.plus(TOOK), result -> new Result(output, logs, null));
        return stage.view().of(example).put("source", "web");
    }
}
