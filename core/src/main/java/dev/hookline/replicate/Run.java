package dev.hookline.replicate;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What predictions and trainings have in common. Immutable. */
public abstract sealed class Run extends JsonValue permits Prediction, Training {
    private final String id;
    private final String statusText;
    private final Prediction.Status status;

    Run(JsonNode json, String kind) {
        super(json);
        this.id = Json.text(json, "id").orElse("");
        this.statusText = Json.text(json, "status").orElse("");
        this.status = Prediction.Status.of(statusText);
        if (id.isEmpty() || Json.text(json, "status").isEmpty()) {
            throw new ReplicateException("not a " + kind + ": JSON without an id or a status");
        }
    }

    /** Returns the id, unique in all of Replicate. */
    public final String id() {
        return id;
    }

    /** Returns the state; {@link Prediction.Status#UNKNOWN} for one that this client does not know. */
    public final Prediction.Status status() {
        return status;
    }

    /** Returns the state in Replicate's own word. */
    public final String statusText() {
        return statusText;
    }

    /** Whether it has ended and changes no more. */
    public final boolean isTerminal() {
        return status.isTerminal();
    }

    /** Returns the model, {@code owner/name}. */
    public final Optional<String> model() {
        return Json.text(json(), "model");
    }

    /** Returns the version id, or the word {@code hidden}, which official models show. */
    public final Optional<String> version() {
        return Json.text(json(), "version");
    }

    /** Returns the input as it was given; JSON null once Replicate has deleted it. */
    public final JsonNode input() {
        return Json.child(json(), "input");
    }

    /** Returns what came out so far. */
    public final Output output() {
        return Output.of(Json.child(json(), "output"));
    }

    /** Returns the model's or Replicate's error, as free text. */
    public final Optional<String> error() {
        return Json.words(json(), "error");
    }

    /** Returns what the model wrote to its log; empty when there is nothing. */
    public final String logs() {
        return Json.text(json(), "logs").orElse("");
    }

    /** Whether Replicate has deleted input, output and logs, as it does an hour after the end. */
    public final boolean dataRemoved() {
        return json().path("data_removed").booleanValue(false);
    }

    /** Returns when it was created. */
    public final Optional<Instant> createdAt() {
        return Json.instant(json(), "created_at");
    }

    /** Returns when the model began to work on it. */
    public final Optional<Instant> startedAt() {
        return Json.instant(json(), "started_at");
    }

    /** Returns when it ended. */
    public final Optional<Instant> completedAt() {
        return Json.instant(json(), "completed_at");
    }

    /** Returns where it was created: {@code web} or {@code api}. */
    public final Optional<String> source() {
        return Json.text(json(), "source");
    }

    /** Returns what it took. */
    public final Metrics metrics() {
        return new Metrics(Json.child(json(), "metrics"));
    }

    /** Returns where to look at it, cancel it and stream it. */
    public final Urls urls() {
        return new Urls(Json.child(json(), "urls"));
    }

    /** Shows id, model and status; never input, output or the webhook. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[id=" + id + ", model=" + model().orElse("") + ", status=" + statusText
                + "]";
    }
}
