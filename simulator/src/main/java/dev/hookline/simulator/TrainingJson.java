package dev.hookline.simulator;

import dev.hookline.simulator.Prediction.Origin;
import dev.hookline.simulator.Prediction.State;
import tools.jackson.databind.node.ObjectNode;

/** A training as the API and the webhooks show it. */
final class TrainingJson implements View {

    private final Links links;

    TrainingJson(Links links) {
        this.links = links;
    }

    @Override
    public ObjectNode of(Prediction training) {
        Origin origin = training.origin();
        State state = training.state();
        ObjectNode json = Json.object();
        json.put("id", origin.id())
                .put("model", training.modelName())
                .put("version", origin.target().version());
        json.set("input", state.input());
        json.put("logs", state.result().logs());
        if (!state.result().output().isNull()) {
            json.set("output", state.result().output());
        }
        json.put("error", state.result().error());
        LifeJson.put(json, origin, state);
        json.putObject("urls")
                .put("cancel", links.training(origin.id()) + "/cancel")
                .put("get", links.training(origin.id()));
        return json;
    }
}
