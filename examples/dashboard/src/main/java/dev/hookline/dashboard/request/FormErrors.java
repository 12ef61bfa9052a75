package dev.hookline.dashboard.request;

import java.util.List;

/**
 * What is wrong with a form that was sent; nothing, as long as none was. Immutable.
 *
 * @param all what is wrong, field by field
 */
public record FormErrors(List<FieldError> all) {
    /** Copies the list. */
    public FormErrors {
        all = List.copyOf(all);
    }

    /** Nothing is wrong. */
    public static FormErrors none() {
        return new FormErrors(List.of());
    }

    /** What is wrong with a refused request. */
    public static FormErrors of(InvalidRequestException refused) {
        return new FormErrors(refused.errors());
    }

    /** Whether something is wrong. */
    public boolean any() {
        return !all.isEmpty();
    }

    /** What is wrong with one field. */
    public List<FieldError> of(String field) {
        return all.stream().filter(error -> error.field().equals(field)).toList();
    }

    /** What is wrong with none of the given fields: no field of the form is to blame. */
    public List<FieldError> besides(List<String> fields) {
        return all.stream().filter(error -> !fields.contains(error.field())).toList();
    }
}
