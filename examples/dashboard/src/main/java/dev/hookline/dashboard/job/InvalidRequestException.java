package dev.hookline.dashboard.job;

import dev.hookline.HooklineException;
import java.util.List;
import java.util.stream.Collectors;

/** A request has fields that cannot be accepted; all of them are named at once. */
public final class InvalidRequestException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** Says what is wrong with which fields. */
    public InvalidRequestException(List<FieldError> errors) {
        super(errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ")));
        this.errors = List.copyOf(errors);
    }

    /** Says what is wrong with one field. */
    public InvalidRequestException(String field, String code, String message) {
        this(List.of(new FieldError(field, code, message)));
    }

    /** What is wrong, field by field. */
    public List<FieldError> errors() {
        return errors;
    }
}
