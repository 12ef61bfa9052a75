package dev.hookline.replicate;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a prediction or training took; Replicate gives what it measured, which may be nothing. */
public final class Metrics {
    private final JsonNode json;

    Metrics(JsonNode json) {
        this.json = json;
    }

    /** Returns how long the model worked. */
    public Optional<Duration> predictTime() {
        return seconds("predict_time");
    }

    /** Returns how long it took from creation to end, the wait for a machine included. */
    public Optional<Duration> totalTime() {
        return seconds("total_time");
    }

    /** Returns all that was measured. */
    public JsonNode json() {
        return json;
    }

    private Optional<Duration> seconds(String field) {
        JsonNode node = json.path(field);
        return node.isNumber() ? Optional.of(Duration.ofNanos((long) (node.doubleValue() * 1e9))) : Optional.empty();
    }
}
