package dev.hookline.dashboard.request;

import dev.hookline.HooklineException;
import java.util.List;
import java.util.stream.Collectors;

/** A request cannot be accepted; all fields that are wrong are named at once. */
public final class InvalidRequestException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;
    private final boolean tooLarge;

    private InvalidRequestException(List<FieldError> errors, boolean tooLarge) {
        super(errors.stream().map(FieldError::sentence).collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
        this.tooLarge = tooLarge;
    }

    /** Says what is wrong with which fields. */
    public InvalidRequestException(List<FieldError> errors) {
        this(errors, false);
    }

    /** Says what is wrong with one field. */
    public InvalidRequestException(String field, String code, String message) {
        this(List.of(FieldError.of(field, code, message)));
    }

    /** The request as a whole is larger than what is read. */
    public static InvalidRequestException bodyTooLarge(String message) {
        return new InvalidRequestException(List.of(FieldError.of("body", "too-large", message)), true);
    }

    /** What is wrong, field by field. */
    public List<FieldError> errors() {
        return errors;
    }

    /** Whether nothing is wrong but that the request as a whole is too large. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
