package dev.hookline.replicate;

/** What was asked for does not exist, or not for this account (404). */
public final class NotFoundException extends ReplicateApiException {
    private static final long serialVersionUID = 1L;

    NotFoundException(ApiProblem problem) {
        super(problem, "");
    }
}
