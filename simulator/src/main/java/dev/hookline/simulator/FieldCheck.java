package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks a JSON object field by field, with the words of Replicate's validation. For one check by one thread. */
final class FieldCheck {

    private final JsonNode object;
    private final String parent;
    private final List<InvalidField> faults = new ArrayList<>();

    private FieldCheck(JsonNode object, String parent) {
        this.object = object;
        this.parent = parent;
    }

    static FieldCheck of(ObjectNode body) {
        return new FieldCheck(body, "");
    }

    /** The input of a prediction, whose fields are named {@code input.prompt} and so on. */
    static FieldCheck of(ModelInput input) {
        return new FieldCheck(input.json(), "input");
    }

    FieldCheck only(Set<String> fields) {
        for (String name : object.propertyNames()) {
            if (!fields.contains(name)) {
                fault("additional_property_not_allowed", name, "Additional property " + name + " is not allowed");
            }
        }
        return this;
    }

    FieldCheck required(Collection<String> fields) {
        for (String name : fields) {
            if (!object.has(name)) {
                String where = parent.isEmpty() ? name : parent;
                faults.add(new InvalidField("required", where, name + " is required"));
            }
        }
        return this;
    }

    FieldCheck required(String... fields) {
        return required(List.of(fields));
    }

    FieldCheck texts(Collection<String> fields) {
        for (String name : fields) {
            type(name, "string", object.path(name).isString());
        }
        return this;
    }

    FieldCheck object(String field) {
        return type(field, "object", object.path(field).isObject());
    }

    FieldCheck flag(String field) {
        return type(field, "boolean", object.path(field).isBoolean());
    }

    FieldCheck integer(String field) {
        return type(field, "integer", object.path(field).isIntegralNumber());
    }

    FieldCheck integer(String field, int least, int most) {
        return integer(field).number(field, least, most);
    }

    FieldCheck number(String field, double least, double most) {
        JsonNode value = object.path(field);
        if (value.isNumber() && (value.doubleValue() < least || value.doubleValue() > most)) {
            fault("range", field, "Must be between " + least + " and " + most);
        }
        return type(field, "number", value.isNumber());
    }

    FieldCheck oneOf(String field, Collection<String> values) {
        JsonNode value = object.path(field);
        if (object.has(field) && !values.contains(value.asString(""))) {
            String list = values.stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(", "));
            fault("enum", field, field + " must be one of the following: " + list);
        }
        return this;
    }

    FieldCheck url(String field) {
        return type(field, "string", isUrl(object.path(field)));
    }

    /** Holds a field, when it is there, against a property of a JSON Schema. */
    FieldCheck fits(String field, JsonNode property) {
        if (property.has("enum")) {
            return oneOf(field, property.path("enum").valueStream().toList());
        }
        boolean uri = property.path("format").asString("").equals("uri");
        boolean uris = property.path("items").path("format").asString("").equals("uri");
        return switch (property.path("type").asString("")) {
            case "string" -> uri ? url(field) : texts(List.of(field));
            case "integer" -> integer(field).range(field, property);
            case "number" ->
                type(field, "number", object.path(field).isNumber()).range(field, property);
            case "boolean" -> flag(field);
            case "object" -> object(field);
            case "array" -> array(field, property.path("maxItems").asInt(Integer.MAX_VALUE), uris);
            default -> this;
        };
    }

    private FieldCheck oneOf(String field, List<JsonNode> values) {
        if (object.has(field) && !values.contains(object.path(field))) {
            String list = values.stream().map(JsonNode::toString).collect(Collectors.joining(", "));
            fault("enum", field, field + " must be one of the following: " + list);
        }
        return this;
    }

    private FieldCheck range(String field, JsonNode property) {
        JsonNode value = object.path(field);
        JsonNode least = property.path("minimum");
        JsonNode most = property.path("maximum");
        if (value.isNumber() && least.isNumber() && value.doubleValue() < least.doubleValue()) {
            fault("number_gte", field, "Must be greater than or equal to " + least);
        }
        if (value.isNumber() && most.isNumber() && value.doubleValue() > most.doubleValue()) {
            fault("number_lte", field, "Must be less than or equal to " + most);
        }
        return this;
    }

    private FieldCheck array(String field, int most, boolean ofUrls) {
        JsonNode value = object.path(field);
        if (value.isArray() && value.size() > most) {
            fault("array_max_items", field, "Array must have at most " + most + " items");
        }
        boolean fits = value.isArray() && (!ofUrls || value.valueStream().allMatch(FieldCheck::isUrl));
        return type(field, "array", fits);
    }

    /** Notes a fault that was found elsewhere. */
    FieldCheck fault(String type, String field, String description) {
        faults.add(new InvalidField(type, parent.isEmpty() ? field : parent + "." + field, description));
        return this;
    }

    List<InvalidField> faults() {
        return List.copyOf(faults);
    }

    /** @throws Refusal with 422 that names each fault, when there is one */
    void orRefuse() {
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.invalid(faults));
        }
    }

    private FieldCheck type(String field, String expected, boolean fits) {
        return fits || !object.has(field) ? this : fault("invalid_type", field, "Invalid type. Expected: " + expected);
    }

    private static boolean isUrl(JsonNode value) {
        return value.isString() && value.stringValue().matches("(?is)(https?://|data:).+");
    }
}
