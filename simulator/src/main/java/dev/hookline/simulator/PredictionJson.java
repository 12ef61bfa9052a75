package dev.hookline.simulator;

import dev.hookline.simulator.Prediction.Origin;
import dev.hookline.simulator.Prediction.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A prediction as the API and the webhooks show it. */
final class PredictionJson {

    private final Links links;

    PredictionJson(Links links) {
        this.links = links;
    }

    ObjectNode of(Prediction prediction) {
        Origin origin = prediction.origin();
        State state = prediction.state();
        ObjectNode json = Json.object();
        json.put("id", origin.id()).put("model", origin.model().name()).put("version", origin.version());
        json.set("input", state.input());
        json.put("logs", state.result().logs());
        json.set("output", state.result().output());
        json.put("data_removed", state.dataRemoved());
        json.put("error", state.result().error());
        json.put("source", "api").put("status", state.status().wireName());
        json.put("created_at", Json.time(origin.createdAt()));
        putTime(json, "started_at", state.startedAt());
        putTime(json, "completed_at", state.completedAt());
        origin.deadline().ifPresent(deadline -> putTime(json, "deadline", deadline));
        putMetrics(json, origin, state);
        putUrls(json.putObject("urls"), origin);
        return json;
    }

    private static void putTime(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, Json.time(time));
        }
    }

    private static void putMetrics(ObjectNode json, Origin origin, State state) {
        Instant completedAt = state.completedAt();
        if (completedAt != null) {
            ObjectNode metrics = json.putObject("metrics");
            Instant startedAt = state.startedAt();
            if (startedAt != null) {
                metrics.put("predict_time", seconds(startedAt, completedAt));
            }
            metrics.put("total_time", seconds(origin.createdAt(), completedAt));
        }
    }

    private void putUrls(ObjectNode urls, Origin origin) {
        urls.put("cancel", links.prediction(origin.id()) + "/cancel");
        urls.put("get", links.prediction(origin.id()));
        if (origin.model().model().streams()) {
            urls.put("stream", links.stream(origin.id()));
        }
        urls.put("web", links.web(origin.id()));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
