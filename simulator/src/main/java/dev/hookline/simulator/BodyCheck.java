package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks the body of a request that changes something, field by field. For one check by one thread. */
final class BodyCheck {

    private final ObjectNode body;
    private final List<InvalidField> faults = new ArrayList<>();

    BodyCheck(ObjectNode body) {
        this.body = body;
    }

    BodyCheck only(Set<String> fields) {
        for (String name : body.propertyNames()) {
            if (!fields.contains(name)) {
                faults.add(new InvalidField(
                        "additional_property_not_allowed", name, "Additional property " + name + " is not allowed"));
            }
        }
        return this;
    }

    BodyCheck required(String... fields) {
        for (String name : fields) {
            if (!body.has(name)) {
                faults.add(new InvalidField("required", name, name + " is required"));
            }
        }
        return this;
    }

    BodyCheck text(String... fields) {
        for (String name : fields) {
            if (body.has(name) && !body.path(name).isString()) {
                faults.add(new InvalidField("invalid_type", name, "Invalid type. Expected: string"));
            }
        }
        return this;
    }

    BodyCheck integer(String field, int least, int most) {
        JsonNode value = body.path(field);
        if (body.has(field) && !(value.isIntegralNumber() && value.asInt(-1) >= least && value.asInt(-1) <= most)) {
            faults.add(new InvalidField("range", field, field + " must be an integer from " + least + " to " + most));
        }
        return this;
    }

    BodyCheck oneOf(String field, List<String> values) {
        if (body.has(field) && !values.contains(body.path(field).asString(""))) {
            faults.add(new InvalidField("enum", field, field + " must be one of " + values));
        }
        return this;
    }

    /** @throws Refusal with 422 when something was wrong */
    void orRefuse() {
        if (!faults.isEmpty()) {
            throw new Refusal(Problem.invalid(faults));
        }
    }
}
