package dev.hookline.replicate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** Something that a model takes or puts out. Immutable. */
public final class SchemaField {
    private final String name;
    private final boolean required;
    private final JsonNode schema;

    SchemaField(String name, boolean required, JsonNode schema) {
        this.name = name;
        this.required = required;
        this.schema = schema;
    }

    /** Returns its schema, with everything that it refers to written out. */
    public JsonNode json() {
        return schema;
    }

    /** Returns its name, as {@link CreatePrediction.Builder#input(String, Object)} takes it. */
    public String name() {
        return name;
    }

    /** Whether a prediction has to give it. */
    public boolean isRequired() {
        return required;
    }

    /** Returns what kind of value it is. */
    public Type type() {
        return Type.of(json());
    }

    /** Returns what its items are, when it is a list. */
    public Optional<Type> itemType() {
        JsonNode items = json().path("items");
        return items.isObject() ? Optional.of(Type.of(items)) : Optional.empty();
    }

    /** Returns what it is for. */
    public Optional<String> description() {
        return Json.text(json(), "description");
    }

    /** Returns what the model takes when it is not given. */
    public Optional<JsonNode> defaultValue() {
        return Optional.ofNullable(json().get("default"));
    }

    /** Returns the values of which it has to be one; none when there is no such list. */
    public List<JsonNode> choices() {
        return json().path("enum").valueStream().toList();
    }

    /** Returns the least number that it may be. */
    public OptionalDouble minimum() {
        return bound("minimum");
    }

    /** Returns the greatest number that it may be. */
    public OptionalDouble maximum() {
        return bound("maximum");
    }

    private OptionalDouble bound(String field) {
        JsonNode bound = json().path(field);
        return bound.isNumber() ? OptionalDouble.of(bound.doubleValue()) : OptionalDouble.empty();
    }

    @Override
    public String toString() {
        return name + ": " + type().name().toLowerCase(Locale.ROOT) + (required ? " (required)" : "");
    }

    /** The kinds of values. */
    public enum Type {
        /** Text. */
        STRING,
        /** A file, given as a URL, a {@link FileUpload} or a path. */
        FILE,
        /** A whole number. */
        INTEGER,
        /** Any number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** A list. */
        ARRAY,
        /** An object. */
        OBJECT,
        /** Anything, or something that this client does not know. */
        ANY;

        static Type of(JsonNode schema) {
            String type = Json.text(schema, "type").orElse("");
            return switch (type) {
                case "string" -> Json.text(schema, "format").orElse("").equals("uri") ? FILE : STRING;
                case "integer" -> INTEGER;
                case "number" -> NUMBER;
                case "boolean" -> BOOLEAN;
                case "array" -> ARRAY;
                case "object" -> OBJECT;
                default -> ANY;
            };
        }
    }
}
