package dev.hookline.dashboard.request;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the body of a request as a JSON object of plain values. */
public final class JsonBody {
    private static final int MAX_BYTES = 64 * 1024;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonBody() {}

    /**
     * Reads the fields: text as String, whole numbers as Integer, null as null, anything else as it is in JSON.
     *
     * @throws InvalidRequestException when the body is no JSON object, or larger than 64 KiB
     */
    public static Map<String, @Nullable Object> read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw InvalidRequestException.bodyTooLarge("must have at most 64 KiB");
        }
        JsonNode json = parse(bytes);
        if (!json.isObject()) {
            throw new InvalidRequestException("body", "type", "must be a JSON object");
        }
        Map<String, @Nullable Object> fields = new HashMap<>();
        json.properties().forEach(property -> fields.put(property.getKey(), plain(property.getValue())));
        return fields;
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new InvalidRequestException("body", "malformed", "must be JSON: " + e.getOriginalMessage());
        }
    }

    private static @Nullable Object plain(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isString()) {
            return value.stringValue();
        }
        return value.isInt() ? (Object) value.intValue() : value;
    }
}
