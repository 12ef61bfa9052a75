package dev.hookline.simulator;

import dev.hookline.simulator.Prediction.Origin;
import dev.hookline.simulator.Prediction.State;
import tools.jackson.databind.node.ObjectNode;

/** A prediction as the API and the webhooks show it. */
final class PredictionJson implements View {

    private final Links links;

    PredictionJson(Links links) {
        this.links = links;
    }

    @Override
    public ObjectNode of(Prediction prediction) {
        Origin origin = prediction.origin();
        State state = prediction.state();
        ObjectNode json = LifeJson.of(prediction, state);
        json.set("output", state.result().output());
        json.put("data_removed", state.dataRemoved());
        origin.deployment().ifPresent(name -> json.put("deployment", name));
        origin.deadline().ifPresent(deadline -> json.put("deadline", Json.time(deadline)));
        putUrls(json.putObject("urls"), origin);
        return json;
    }

    private void putUrls(ObjectNode urls, Origin origin) {
        urls.put("cancel", links.prediction(origin.id()) + "/cancel");
        urls.put("get", links.prediction(origin.id()));
        if (origin.target().model().model().streams()) {
            urls.put("stream", links.stream(origin.id()));
        }
        urls.put("web", links.web(origin.id()));
    }
}
