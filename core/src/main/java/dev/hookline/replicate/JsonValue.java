package dev.hookline.replicate;

import tools.jackson.databind.JsonNode;

/** What all values that Replicate sends have in common: whatever they lack or have too much, reading never fails. */
abstract class JsonValue {
    private final JsonNode json;

    JsonValue(JsonNode json) {
        this.json = json;
    }

    /**
     * Returns everything that Replicate sent, unknown fields included. It is not to be changed, and can hold secrets and
     * data of users: do not log it.
     */
    public final JsonNode json() {
        return json;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof JsonValue value && getClass() == value.getClass() && json.equals(value.json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }
}
