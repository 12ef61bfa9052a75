package dev.hookline.replicate;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A prediction as Replicate described it at one moment. Whatever Replicate adds, leaves out or sets to null, reading
 * it does not fail: it is there in {@link #json()}, or absent. Immutable, with value equality.
 */
public final class Prediction {
    private final JsonNode json;
    private final String id;
    private final String statusText;
    private final Status status;

    private Prediction(JsonNode json, String id) {
        this.json = json;
        this.id = id;
        this.statusText = Json.text(json, "status").orElse("");
        this.status = Status.of(statusText);
    }

    /**
     * Reads a prediction from the body of an answer or a webhook.
     *
     * @throws ReplicateException if the bytes are no JSON object with an id and a status
     */
    public static Prediction parse(byte[] body) {
        try {
            return from(Json.parse(body));
        } catch (JacksonException e) {
            throw new ReplicateException("not a prediction: " + body.length + " bytes that are no JSON", e);
        }
    }

    static Prediction from(JsonNode json) {
        String id = Json.text(json, "id").orElse("");
        if (id.isEmpty() || Json.text(json, "status").isEmpty()) {
            throw new ReplicateException("not a prediction: JSON without an id or a status");
        }
        return new Prediction(json, id);
    }

    /** Returns the id, unique in all of Replicate. */
    public String id() {
        return id;
    }

    /** Returns the state; {@link Status#UNKNOWN} for one that this client does not know. */
    public Status status() {
        return status;
    }

    /** Returns the state in Replicate's own word. */
    public String statusText() {
        return statusText;
    }

    /** Whether the prediction has ended and changes no more. */
    public boolean isTerminal() {
        return status.isTerminal();
    }

    /** Returns the model, {@code owner/name}. */
    public Optional<String> model() {
        return Json.text(json, "model");
    }

    /** Returns the version id, or the word {@code hidden}, which official models show. */
    public Optional<String> version() {
        return Json.text(json, "version");
    }

    /** Returns the deployment that ran it, {@code owner/name}. */
    public Optional<String> deployment() {
        return Json.text(json, "deployment");
    }

    /** Returns the input as it was given; JSON null once Replicate has deleted it. */
    public JsonNode input() {
        return Json.child(json, "input");
    }

    /** Returns what came out so far. */
    public Output output() {
        return Output.of(Json.child(json, "output"));
    }

    /** Returns the model's or Replicate's error, as free text. */
    public Optional<String> error() {
        return Json.words(json, "error");
    }

    /** Returns what the model wrote to its log; empty when there is nothing. */
    public String logs() {
        return Json.text(json, "logs").orElse("");
    }

    /** Returns when it was created. */
    public Optional<Instant> createdAt() {
        return Json.instant(json, "created_at");
    }

    /** Returns when the model began to work on it. */
    public Optional<Instant> startedAt() {
        return Json.instant(json, "started_at");
    }

    /** Returns when it ended. */
    public Optional<Instant> completedAt() {
        return Json.instant(json, "completed_at");
    }

    /** Returns when Replicate ends it by itself, if it was created with such a bound. */
    public Optional<Instant> deadline() {
        return Json.instant(json, "deadline");
    }

    /** Returns what it took. */
    public Metrics metrics() {
        return new Metrics(Json.child(json, "metrics"));
    }

    /** Returns where to look at it, cancel it and stream it. */
    public Urls urls() {
        return new Urls(Json.child(json, "urls"));
    }

    /** Returns where it was created: {@code web} or {@code api}. */
    public Optional<String> source() {
        return Json.text(json, "source");
    }

    /** Whether Replicate has deleted input, output and logs, as it does an hour after the end. */
    public boolean dataRemoved() {
        return json.path("data_removed").booleanValue(false);
    }

    /** Returns everything that Replicate sent, unknown fields included. It can hold the webhook's URL: do not log it. */
    public JsonNode json() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prediction prediction && json.equals(prediction.json);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** Shows id, model and status; never input, output or the webhook. */
    @Override
    public String toString() {
        return "Prediction[id=" + id + ", model=" + model().orElse("") + ", status=" + statusText + "]";
    }

    /** The states of a prediction or training. */
    public enum Status {
        /** Waiting for a machine. */
        STARTING,
        /** The model is at work. */
        PROCESSING,
        /** Ended with its whole output. */
        SUCCEEDED,
        /** Ended with an error. */
        FAILED,
        /** Ended because someone, or its own time limit, canceled it while it ran. */
        CANCELED,
        /** Ended by cancelation or time limit before it had begun. */
        ABORTED,
        /** A state that this client does not know; not taken for an end. */
        UNKNOWN;

        private static Status of(String text) {
            for (Status status : values()) {
                if (status != UNKNOWN && status.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return status;
                }
            }
            return UNKNOWN;
        }

        /** Whether nothing follows this state. */
        public boolean isTerminal() {
            return switch (this) {
                case SUCCEEDED, FAILED, CANCELED, ABORTED -> true;
                case STARTING, PROCESSING, UNKNOWN -> false;
            };
        }
    }

    /** What a prediction took; Replicate gives what it measured, which may be nothing. */
    public static final class Metrics {
        private final JsonNode json;

        private Metrics(JsonNode json) {
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
            return node.isNumber()
                    ? Optional.of(Duration.ofNanos((long) (node.doubleValue() * 1e9)))
                    : Optional.empty();
        }
    }

    /** Where a prediction can be looked at, canceled and streamed. */
    public static final class Urls {
        private final JsonNode json;

        private Urls(JsonNode json) {
            this.json = json;
        }

        /** Returns the URL of the API that answers with the prediction. */
        public Optional<URI> get() {
            return uri("get");
        }

        /** Returns the URL of the API that cancels it. */
        public Optional<URI> cancel() {
            return uri("cancel");
        }

        /** Returns the server-sent events of a model that can stream. */
        public Optional<URI> stream() {
            return uri("stream");
        }

        /** Returns the page for people. */
        public Optional<URI> web() {
            return uri("web");
        }

        private Optional<URI> uri(String field) {
            return Json.text(json, field).map(Urls::parsed);
        }

        private static @Nullable URI parsed(String text) {
            try {
                return URI.create(text);
            } catch (IllegalArgumentException notUrl) {
                return null;
            }
        }
    }
}
