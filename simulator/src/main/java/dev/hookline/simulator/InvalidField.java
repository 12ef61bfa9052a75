package dev.hookline.simulator;

import java.util.Objects;

/**
 * Why a field of a request is refused, as Replicate lists it in {@code invalid_fields} of a 422.
 *
 * @param type the kind of fault, such as {@code required}, {@code enum} or {@code invalid_type}
 * @param field the field, such as {@code input.prompt}
 * @param description what a person reads
 */
public record InvalidField(String type, String field, String description) {

    /** Checks that nothing is missing. */
    public InvalidField {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(description, "description");
    }
}
