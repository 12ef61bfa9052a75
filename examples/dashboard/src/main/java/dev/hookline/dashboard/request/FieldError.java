package dev.hookline.dashboard.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request. Immutable.
 *
 * @param field the field's name; {@code body} for the request as a whole
 * @param index which of several values, from 0, or null when the field has one value
 * @param code a stable word for programs, by which a page finds the text in the reader's language
 * @param message what would be right
 */
public record FieldError(
        String field,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer index,
        String code,
        String message) {
    /** Checks that all but the index are there. */
    public FieldError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
    }

    /** What is wrong with a field that has one value. */
    public static FieldError of(String field, String code, String message) {
        return new FieldError(field, null, code, message);
    }

    /** What is wrong with one of a field's values, whose index is counted from 0. */
    public static FieldError ofValue(String field, int index, String code, String message) {
        return new FieldError(field, index, code, message);
    }

    /** All of it in words; values are counted from 1, as people do. */
    public String sentence() {
        return index == null ? field + " " + message : field + ": number " + (index + 1) + " " + message;
    }
}
