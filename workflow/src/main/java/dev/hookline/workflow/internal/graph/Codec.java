package dev.hookline.workflow.internal.graph;

import dev.hookline.HooklineException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes inputs and results as JSON and reads them back as the types that the graph names. */
public final class Codec {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Codec() {}

    /** The type of a class. */
    public static JavaType type(Class<?> type) {
        return MAPPER.constructType(type);
    }

    /** The type of a list. */
    public static JavaType listOf(JavaType element) {
        return MAPPER.getTypeFactory().constructCollectionType(java.util.List.class, element);
    }

    /** A value as JSON. */
    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new HooklineException(
                    "A value of " + (value == null ? "null" : value.getClass().getName())
                            + " cannot be written as JSON: " + e.getOriginalMessage(),
                    e);
        }
    }

    /** JSON as a tree. */
    public static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }

    /** A value as a tree. */
    public static JsonNode toTree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * JSON as a value.
     *
     * @throws HooklineException when it does not fit the type
     */
    public static Object read(String json, JavaType type) {
        return read(tree(json), type);
    }

    /**
     * A tree as a value.
     *
     * @throws HooklineException when it does not fit the type, or is null
     */
    public static Object read(JsonNode json, JavaType type) {
        Object value;
        try {
            value = MAPPER.convertValue(json, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new HooklineException("A value does not fit " + type.toCanonical() + ": " + e.getMessage(), e);
        }
        if (value == null) {
            throw new HooklineException("A value of " + type.toCanonical() + " was expected, and there is none");
        }
        return value;
    }
}
