package dev.hookline.replicate;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Compares an input with a schema. Where the schema says nothing that is understood, anything fits. */
final class SchemaCheck {
    private final SchemaResolver resolver;
    private final List<InvalidField> faults = new ArrayList<>();

    SchemaCheck(SchemaResolver resolver) {
        this.resolver = resolver;
    }

    List<InvalidField> check(List<SchemaField> fields, ObjectNode input) {
        for (SchemaField field : fields) {
            JsonNode value = input.get(field.name());
            if (value != null) {
                check("input." + field.name(), field.json(), value);
            } else if (field.isRequired()) {
                fault("input." + field.name(), "required", field.name() + " is required");
            }
        }
        if (!fields.isEmpty()) {
            nameUnknown(fields, input);
        }
        return List.copyOf(faults);
    }

    private void nameUnknown(List<SchemaField> fields, ObjectNode input) {
        List<String> known = fields.stream().map(SchemaField::name).toList();
        for (String name : input.propertyNames()) {
            if (!known.contains(name)) {
                fault("input." + name, "unknown", "the model takes " + String.join(", ", known));
            }
        }
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        if (value.isNull()) {
            if (!takesNull(schema)) {
                fault(path, "type", "expected " + wanted(schema) + ", not null");
            }
            return;
        }
        if (!isOfType(schema, value)) {
            fault(path, "type", "expected " + wanted(schema));
            return;
        }
        checkChoices(path, schema, value);
        checkBounds(path, schema, value);
        if (value.isArray() && schema.path("items").isObject()) {
            for (int i = 0; i < value.size(); i++) {
                check(path + "[" + i + "]", resolver.resolved(schema.path("items")), value.get(i));
            }
        }
    }

    private static boolean takesNull(JsonNode schema) {
        return schema.path("nullable").booleanValue(false)
                || SchemaField.Type.of(schema) == SchemaField.Type.ANY
                || schema.path("anyOf")
                        .valueStream()
                        .anyMatch(part -> Json.text(part, "type").orElse("").equals("null"));
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        return switch (SchemaField.Type.of(schema)) {
            case STRING -> value.isString();
            case FILE -> value instanceof POJONode || isUrl(value);
            case INTEGER -> value.isIntegralNumber() || (value.isNumber() && value.doubleValue() % 1 == 0);
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
            case ARRAY -> value.isArray();
            case OBJECT -> value.isObject();
            case ANY -> true;
        };
    }

    private static boolean isUrl(JsonNode value) {
        try {
            String text = value.isString() ? value.stringValue() : "";
            return text.startsWith("data:") || new URI(text).isAbsolute();
        } catch (URISyntaxException notUrl) {
            return false;
        }
    }

    private void checkChoices(String path, JsonNode schema, JsonNode value) {
        JsonNode choices = schema.path("enum");
        if (!choices.isEmpty() && choices.valueStream().noneMatch(value::equals)) {
            String all = choices.valueStream().map(JsonNode::toString).collect(Collectors.joining(", "));
            fault(path, "enum", "expected one of " + ApiProblem.cut(all));
        }
    }

    private void checkBounds(String path, JsonNode schema, JsonNode value) {
        if (value.isNumber()) {
            checkBound(path, schema.path("minimum"), value.doubleValue(), 1);
            checkBound(path, schema.path("maximum"), value.doubleValue(), -1);
        } else if (value.isString()) {
            checkBound(path, schema.path("minLength"), value.stringValue().length(), 1);
            checkBound(path, schema.path("maxLength"), value.stringValue().length(), -1);
        } else if (value.isArray()) {
            checkBound(path, schema.path("minItems"), value.size(), 1);
            checkBound(path, schema.path("maxItems"), value.size(), -1);
        }
    }

    private void checkBound(String path, JsonNode bound, double value, int direction) {
        if (bound.isNumber() && (value - bound.doubleValue()) * direction < 0) {
            fault(
                    path,
                    direction > 0 ? "minimum" : "maximum",
                    "expected " + (direction > 0 ? "at least " : "at most ") + bound);
        }
    }

    private static String wanted(JsonNode schema) {
        SchemaField.Type type = SchemaField.Type.of(schema);
        return type == SchemaField.Type.FILE
                ? "a file or the URL of one"
                : "type " + type.name().toLowerCase(Locale.ROOT);
    }

    private void fault(String path, String type, String description) {
        faults.add(new InvalidField(path, type, description));
    }
}
