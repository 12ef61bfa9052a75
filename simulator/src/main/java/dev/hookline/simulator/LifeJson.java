package dev.hookline.simulator;

import dev.hookline.simulator.Prediction.Origin;
import dev.hookline.simulator.Prediction.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What predictions and trainings show alike: all but output and URLs. */
final class LifeJson {

    private LifeJson() {}

    /** @param state one reading of it, from which the caller takes the rest, so that all of it fits together */
    static ObjectNode of(Prediction prediction, State state) {
        Origin origin = prediction.origin();
        ObjectNode json = Json.object();
        json.put("id", origin.id())
                .put("model", prediction.modelName())
                .put("version", origin.target().version());
        json.set("input", state.input());
        json.put("logs", state.result().logs());
        json.put("error", state.result().error());
        json.put("source", "api").put("status", state.status().wireName());
        json.put("created_at", Json.time(origin.createdAt()));
        putTime(json, "started_at", state.startedAt());
        putTime(json, "completed_at", state.completedAt());
        putMetrics(json, origin, state);
        return json;
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

    private static void putTime(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, Json.time(time));
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
