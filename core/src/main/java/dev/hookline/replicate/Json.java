package dev.hookline.replicate;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads Replicate's JSON so that what is missing, null or of another type never breaks anything. */
final class Json {
    /** Inputs that were sent as data URLs come back whole, in one string. */
    private static final int LONGEST_STRING = 64 << 20;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .build();

    private Json() {}

    /** Parses a body; one that is no JSON is a {@link JacksonException}. */
    static JsonNode parse(byte[] body) {
        JsonNode node = MAPPER.readTree(body);
        return node == null ? JsonNodeFactory.instance.nullNode() : node;
    }

    static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Optional<String> text(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    /** The text of a value, or the JSON of one that is not text: an error that became an object stays readable. */
    static Optional<String> words(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(node.isString() ? node.stringValue() : node.toString());
    }

    static Optional<Instant> instant(JsonNode parent, String field) {
        return text(parent, field).flatMap(Json::instant);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notTime) {
            return Optional.empty();
        }
    }

    static JsonNode child(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }
}
