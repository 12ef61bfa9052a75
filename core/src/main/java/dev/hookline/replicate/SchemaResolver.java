package dev.hookline.replicate;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows what a schema only refers to, as far as a model's schema goes, and no deeper than sense does. */
final class SchemaResolver {
    private static final int DEEPEST = 8;
    private static final int MOST_STEPS = 200;

    private final JsonNode document;

    SchemaResolver(JsonNode document) {
        this.document = document;
    }

    /** The schema with its references, its {@code allOf} and its only alternative beside null written out. */
    JsonNode resolved(JsonNode schema) {
        return new Walk().resolved(schema, 0);
    }

    /** One resolution. Models are anyone's, so one that refers to itself a thousandfold must not keep us busy. */
    private final class Walk {
        private int steps;

        JsonNode resolved(JsonNode schema, int depth) {
            if (!schema.isObject()) {
                return schema;
            }
            ObjectNode whole = Json.MAPPER.createObjectNode();
            if (depth > DEEPEST || ++steps > MOST_STEPS) {
                return whole;
            }
            Json.text(schema, "$ref").ifPresent(reference -> merge(whole, resolved(referred(reference), depth + 1)));
            schema.path("allOf").forEach(part -> merge(whole, resolved(part, depth + 1)));
            List<JsonNode> alternatives = schema.path("anyOf")
                    .valueStream()
                    .filter(part -> !Json.text(part, "type").orElse("").equals("null"))
                    .toList();
            if (alternatives.size() == 1) {
                merge(whole, resolved(alternatives.get(0), depth + 1));
            }
            merge(whole, schema);
            if (whole.path("items").isObject()) {
                whole.set("items", resolved(whole.path("items"), depth + 1));
            }
            return whole;
        }
    }

    private JsonNode referred(String reference) {
        try {
            return reference.startsWith("#/") ? document.at(reference.substring(1)) : MissingNode.getInstance();
        } catch (IllegalArgumentException | JacksonException notPointer) {
            return MissingNode.getInstance();
        }
    }

    private static void merge(ObjectNode target, JsonNode source) {
        source.forEachEntry(target::set);
    }
}
