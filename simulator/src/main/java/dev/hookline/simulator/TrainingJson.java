package dev.hookline.simulator;

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
        State state = training.state();
        ObjectNode json = LifeJson.of(training, state);
        if (!state.result().output().isNull()) {
            json.set("output", state.result().output());
        }
        json.putObject("urls")
                .put("cancel", links.training(training.id()) + "/cancel")
                .put("get", links.training(training.id()));
        return json;
    }
}
