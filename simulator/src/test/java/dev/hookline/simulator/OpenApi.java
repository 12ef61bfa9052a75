package dev.hookline.simulator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Replicate's description of its API, and whether an answer fits it. It knows as much of JSON Schema as that file uses. */
final class OpenApi {

    private final JsonNode root;

    private OpenApi(JsonNode root) {
        this.root = root;
    }

    /** The file beside the checkout, on machines that have it. */
    static Optional<OpenApi> find() {
        Path file = Path.of("..", "..", "shared", "replicate-openapi.json");
        return Files.isRegularFile(file)
                ? Optional.of(new OpenApi(Api.JSON.readTree(file.toFile())))
                : Optional.empty();
    }

    /** Each operation, as {@code get /account}. */
    List<String> operations() {
        List<String> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> operations.add(method.toLowerCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** What does not fit in an answer; empty when all does. */
    List<String> faults(String operation, Api.Reply reply) {
        String method = operation.substring(0, operation.indexOf(' '));
        JsonNode path = root.path("paths").path(operation.substring(operation.indexOf(' ') + 1));
        JsonNode described = path.has(method) ? path.path(method) : path.path(method.toUpperCase(Locale.ROOT));
        JsonNode response = described.path("responses").path(Integer.toString(reply.status()));
        List<String> faults = new ArrayList<>();
        if (response.isMissingNode()) {
            return List.of(operation + " has no answer " + reply.status() + ": " + reply.body());
        }
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            return reply.body().isEmpty() ? List.of() : List.of(operation + " should have no body");
        }
        String type = reply.contentType().split(";", 2)[0];
        if (!content.has(type) && !content.has("application/octet-stream")) {
            return List.of(operation + " answers " + type);
        }
        if (type.contains("json")) {
            check(content.path(type).path("schema"), reply.json(), operation, faults);
        }
        return faults;
    }

    private void check(JsonNode schema, JsonNode value, String where, List<String> faults) {
        if (schema.has("$ref")) {
            check(root.at(schema.path("$ref").stringValue().substring(1)), value, where, faults);
            return;
        }
        if (value.isNull()) {
            if (schema.has("type") && !schema.path("nullable").asBoolean(false)) {
                faults.add(where + " is null");
            }
            return;
        }
        if (schema.has("oneOf") && matching(schema.path("oneOf"), value) == 0) {
            faults.add(where + " fits none of oneOf");
        }
        checkType(schema, value, where, faults);
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            faults.add(where + " is " + value + ", none of " + schema.path("enum"));
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.stringValue())) {
                faults.add(where + " lacks " + name);
            }
        });
        schema.path("properties").properties().forEach(property -> {
            if (value.has(property.getKey())) {
                check(property.getValue(), value.path(property.getKey()), where + "." + property.getKey(), faults);
            }
        });
        if (schema.has("items")) {
            value.forEach(item -> check(schema.path("items"), item, where + "[]", faults));
        }
    }

    private long matching(JsonNode choices, JsonNode value) {
        return choices.valueStream()
                .filter(choice -> {
                    List<String> faults = new ArrayList<>();
                    check(choice, value, "", faults);
                    return faults.isEmpty();
                })
                .count();
    }

    private static void checkType(JsonNode schema, JsonNode value, String where, List<String> faults) {
        boolean fits = switch (schema.path("type").asString("")) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
        if (!fits) {
            faults.add(where + " is " + value.getNodeType());
        } else if (schema.path("format").asString("").equals("date-time")) {
            checkTime(value.stringValue(), where, faults);
        }
    }

    private static void checkTime(String time, String where, List<String> faults) {
        try {
            Instant.parse(time);
        } catch (DateTimeParseException malformed) {
            faults.add(where + " is no time: " + time);
        }
    }
}
