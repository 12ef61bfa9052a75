package dev.hookline.replicate;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A training as Replicate described it at one moment; reading it never fails. Immutable, with value equality. */
public final class Training extends Run {

    private Training(JsonNode json) {
        super(json, "training");
    }

    /**
     * Reads a training from the body of an answer or a webhook.
     *
     * @throws ReplicateException if the bytes are no JSON object with an id and a status
     */
    public static Training parse(byte[] body) {
        try {
            return from(Json.parse(body));
        } catch (JacksonException e) {
            throw new ReplicateException("not a training: " + body.length + " bytes that are no JSON", e);
        }
    }

    static Training from(JsonNode json) {
        return new Training(json);
    }

    /** Returns the version that was trained, {@code owner/name:version}, once the training has succeeded. */
    public Optional<String> trainedVersion() {
        return Json.text(json().path("output"), "version");
    }

    /** Returns where the trained weights are. */
    public Optional<String> weights() {
        return Json.text(json().path("output"), "weights");
    }
}
