package dev.hookline.replicate;

/** Replicate refused the input (422); {@link #invalidFields()} says which. Trying again does not help. */
public final class InvalidInputException extends ReplicateApiException {
    private static final long serialVersionUID = 1L;

    InvalidInputException(ApiProblem problem) {
        super(problem, "");
    }
}
