package dev.hookline.dashboard.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one request, in JSON or of a form, and collects all that is wrong. Text is String, a whole number
 * Integer, anything else any other type. Not thread-safe.
 */
public final class RequestFields {
    private final Map<String, @Nullable Object> fields;
    private final List<FieldError> errors = new ArrayList<>();

    /** The fields as they were sent. */
    public RequestFields(Map<String, @Nullable Object> fields) {
        this.fields = fields;
    }

    /** A text that has to be there, without the white space around it. */
    public String text(String field, int minLength, int maxLength) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof String)) {
            refuse(field, "type", "must be text");
            return "";
        }
        String text = value == null ? "" : ((String) value).strip();
        int length = text.codePointCount(0, text.length());
        if (length == 0) {
            refuse(field, "required", "is required");
        } else if (length < minLength) {
            refuse(field, "too-short", "must have at least " + minLength + " characters, and has " + length);
        } else if (length > maxLength) {
            refuse(field, "too-long", "must have at most " + maxLength + " characters, and has " + length);
        }
        return text;
    }

    /** One of several values, which has to be there. */
    public <T> Optional<T> choice(String field, Function<String, Optional<T>> find, String choices) {
        if (fields.get(field) == null) {
            refuse(field, "required", "is required");
            return Optional.empty();
        }
        Optional<T> found = fields.get(field) instanceof String text ? find.apply(text) : Optional.empty();
        if (found.isEmpty()) {
            refuse(field, "choice", "must be " + choices);
        }
        return found;
    }

    /** One of several values, or another when there is none. */
    public <T> Optional<T> choiceOr(T otherwise, String field, Function<String, Optional<T>> find, String choices) {
        return fields.get(field) == null ? Optional.of(otherwise) : choice(field, find, choices);
    }

    /** A whole number from 1 on; 1 when there is none. */
    public int count(String field, int most) {
        Object value = fields.get(field);
        if (value == null) {
            return 1;
        }
        if (!(value instanceof Integer number) || number < 1 || number > most) {
            refuse(field, "range", "must be a whole number from 1 to " + most);
            return 1;
        }
        return number;
    }

    /** Refuses all fields but these. */
    public void refuseUnknown(List<String> known) {
        for (String field : new TreeSet<>(fields.keySet())) {
            if (!known.contains(field)) {
                refuse(shortened(field), "unknown-field", "is not known; known are " + String.join(", ", known));
            }
        }
    }

    /** Says that a field is wrong. */
    public void refuse(String field, String code, String message) {
        refuse(FieldError.of(field, code, message));
    }

    /** Says that a field is wrong. */
    public void refuse(FieldError error) {
        errors.add(error);
    }

    /**
     * Ends the check.
     *
     * @throws InvalidRequestException when something is wrong, with all of it
     */
    public void throwIfWrong() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    private static String shortened(String field) {
        return field.length() <= 40 ? field : field.substring(0, 40) + "…";
    }
}
