package dev.hookline.replicate;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
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
            .addModule(files())
            .build();

    private Json() {}

    /** Files stay themselves inside a tree, to be replaced by URLs when it is sent. */
    private static SimpleModule files() {
        SimpleModule files = new SimpleModule();
        files.addSerializer(FileUpload.class, new AsItself<>(file -> file));
        files.addSerializer(Path.class, new AsItself<>(FileUpload::of));
        files.addSerializer(
                byte[].class, new AsItself<>(bytes -> FileUpload.of(bytes, "application/octet-stream", "input")));
        return files;
    }

    private static final class AsItself<T> extends ValueSerializer<T> {
        private final Function<T, FileUpload> conversion;

        AsItself(Function<T, FileUpload> conversion) {
            this.conversion = conversion;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeEmbeddedObject(conversion.apply(value));
        }
    }

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

    static Optional<URI> uri(JsonNode parent, String field) {
        return text(parent, field).flatMap(Json::uri);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notUrl) {
            return Optional.empty();
        }
    }

    static OptionalLong number(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        return node.isIntegralNumber() && node.canConvertToLong()
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    /** The items of a list that can be read as what they ought to be; any other item is left out. */
    static <T> List<T> list(JsonNode parent, String field, Function<JsonNode, T> reader) {
        List<T> items = new ArrayList<>();
        for (JsonNode node : parent.path(field)) {
            if (node.isObject()) {
                addIfReadable(items, node, reader);
            }
        }
        return List.copyOf(items);
    }

    private static <T> void addIfReadable(List<T> items, JsonNode node, Function<JsonNode, T> reader) {
        try {
            items.add(reader.apply(node));
        } catch (ReplicateException unreadable) {
            // One odd item must not take the whole list along.
        }
    }

    static List<String> texts(JsonNode parent, String field) {
        return parent.path(field)
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }

    static JsonNode child(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        return node.isMissingNode() ? JsonNodeFactory.instance.nullNode() : node;
    }
}
