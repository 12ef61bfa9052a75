package dev.hookline.replicate;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A prediction as Replicate described it at one moment. Whatever Replicate adds, leaves out or sets to null, reading
 * it does not fail: it is there in {@link #json()}, or absent. Immutable, with value equality.
 */
public final class Prediction extends Run {

    private Prediction(JsonNode json) {
        super(json, "prediction");
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
        return new Prediction(json);
    }

    /** Returns the deployment that ran it, {@code owner/name}. */
    public Optional<String> deployment() {
        return Json.text(json(), "deployment");
    }

    /** Returns when Replicate ends it by itself, if it was created with such a bound. */
    public Optional<Instant> deadline() {
        return Json.instant(json(), "deadline");
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

        static Status of(String text) {
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
}
