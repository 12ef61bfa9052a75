package dev.hookline.replicate;

import java.io.Serializable;

/**
 * A field that Replicate refused.
 *
 * @param field the path of the field, such as {@code input.prompt}
 * @param type the kind of fault, in Replicate's words
 * @param description what was expected
 */
public record InvalidField(String field, String type, String description) implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
        return field + ": " + description;
    }
}
