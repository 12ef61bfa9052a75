package dev.hookline.dashboard.job;

import java.util.Objects;

/**
 * What is wrong with one field of a request. Immutable.
 *
 * @param field the field's name; {@code body} for the request as a whole
 * @param code a stable word for programs, by which a page finds the text in the reader's language
 * @param message what would be right
 */
public record FieldError(String field, String code, String message) {
    /** Checks that all are there. */
    public FieldError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }
}
