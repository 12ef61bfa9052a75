package dev.hookline.replicate;

/** Replicate does not accept the token (401). Trying again does not help. */
public final class AuthenticationException extends ReplicateApiException {
    private static final long serialVersionUID = 1L;

    AuthenticationException(ApiProblem problem) {
        super(problem, ". Check the API token");
    }
}
