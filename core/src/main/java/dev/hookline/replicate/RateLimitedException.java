package dev.hookline.replicate;

/** The account's rate limit is used up (429). Nothing was made; {@link #retryAfter()} says when to try again. */
public final class RateLimitedException extends ReplicateApiException {
    private static final long serialVersionUID = 1L;

    RateLimitedException(ApiProblem problem) {
        super(problem, "");
    }
}
