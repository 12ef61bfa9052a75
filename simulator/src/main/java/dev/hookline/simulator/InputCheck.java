package dev.hookline.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Checks an input field by field, with the words of Replicate's validation. For one check by one thread. */
final class InputCheck {

    private final JsonNode input;
    private final List<InvalidField> faults = new ArrayList<>();

    InputCheck(ModelInput input) {
        this.input = input.json();
    }

    InputCheck requiredText(String field) {
        if (input.path(field).isMissingNode()) {
            faults.add(new InvalidField("required", "input", field + " is required"));
        }
        return text(field);
    }

    InputCheck text(String field) {
        return type(field, "string", !isPresent(field) || input.path(field).isString());
    }

    InputCheck oneOf(String field, List<String> values) {
        JsonNode value = input.path(field);
        if (isPresent(field) && !(value.isString() && values.contains(value.stringValue()))) {
            String list = values.stream().map(item -> "\"" + item + "\"").collect(Collectors.joining(", "));
            faults.add(new InvalidField("enum", "input." + field, field + " must be one of the following: " + list));
        }
        return this;
    }

    InputCheck integer(String field) {
        return type(field, "integer", !isPresent(field) || input.path(field).isIntegralNumber());
    }

    InputCheck flag(String field) {
        return type(field, "boolean", !isPresent(field) || input.path(field).isBoolean());
    }

    InputCheck number(String field, double least, double most) {
        JsonNode value = input.path(field);
        type(field, "number", !isPresent(field) || value.isNumber());
        if (value.isNumber() && (value.doubleValue() < least || value.doubleValue() > most)) {
            faults.add(new InvalidField("range", "input." + field, "Must be between " + least + " and " + most));
        }
        return this;
    }

    InputCheck urls(String field, int most) {
        JsonNode value = input.path(field);
        boolean fits = value.isArray() && value.valueStream().allMatch(InputCheck::isUrl);
        type(field, "array", !isPresent(field) || fits);
        if (fits && value.size() > most) {
            faults.add(new InvalidField(
                    "array_max_items", "input." + field, "Array must have at most " + most + " items"));
        }
        return this;
    }

    InputCheck url(String field) {
        return type(field, "string", !isPresent(field) || isUrl(input.path(field)));
    }

    List<InvalidField> faults() {
        return List.copyOf(faults);
    }

    private boolean isPresent(String field) {
        return !input.path(field).isMissingNode();
    }

    private InputCheck type(String field, String expected, boolean fits) {
        if (!fits) {
            faults.add(new InvalidField("invalid_type", "input." + field, "Invalid type. Expected: " + expected));
        }
        return this;
    }

    private static boolean isUrl(JsonNode value) {
        return value.isString() && value.stringValue().matches("(?is)(https?://|data:).+");
    }
}
