package dev.hookline.simulator;

import dev.hookline.simulator.Catalog.Target;
import dev.hookline.simulator.Prediction.Status;
import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts trainings. One that succeeds gives its destination a version, which runs as the model that was trained. Thread-safe.
 */
final class TrainingRoutes {

    private final Catalog catalog;
    private final Lifecycles lifecycles;
    private final Machinery machinery;

    TrainingRoutes(Catalog catalog, Lifecycles lifecycles, Machinery machinery) {
        this.catalog = catalog;
        this.lifecycles = lifecycles;
        this.machinery = machinery;
    }

    Answer create(Request request) {
        String source = request.parameter("owner") + "/" + request.parameter("name");
        NamedModel trained = catalog.target(source + ":" + request.parameter("version"))
                .map(Target::model)
                .orElseThrow(() -> new Refusal(Problem.notFound()));
        ObjectNode body = Json.parse(request.body());
        CreateRequest create = CreateRequest.parse(body, Set.of("destination"));
        CatalogModel destination = catalog.find(body.path("destination").stringValue())
                .orElseThrow(() -> new Refusal(
                        Problem.of(404, "Not found", "The destination model does not exist. Create it first.")));
        String version = NamedModel.sha256(destination.name() + machinery.ids().next());
        NamedModel result = new NamedModel(destination.name(), version, trained.model());
        NamedModel trainer = new NamedModel(trained.name(), trained.version(), input -> train(result));
        Lifecycle.Stage stage = lifecycles.stage();
        Prediction training =
                stage.predictions().make(new Target(trainer, trained.version()), create, Optional.empty());
        var unused = training.ended().thenRun(() -> {
            if (training.state().status() == Status.SUCCEEDED) {
                destination.release(result, machinery.clock().instant());
            }
        });
        return begin(training, lifecycles.create(training));
    }

    private Answer begin(Prediction training, Lifecycle life) {
        machinery.timers().began();
        return Json.answer(201, lifecycles.stage().view().of(training)).afterwards(sent -> {
            life.begin();
            machinery.timers().finished();
        });
    }

    private static ModelAnswer train(NamedModel result) {
        byte[] weights = ("weights of " + result.version()).getBytes(StandardCharsets.UTF_8);
        OutputFile file = OutputFile.of("weights.tar", "application/x-tar", weights);
        return ModelAnswer.of(Map.of("version", result.name() + ":" + result.version(), "weights", file))
                .withLogs("Training", "Done");
    }
}
