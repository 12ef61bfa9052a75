package dev.hookline.replicate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Replicate answered with an error. The subclasses are what a caller treats differently; any other status is this
 * class itself.
 */
public class ReplicateApiException extends ReplicateException {
    private static final long serialVersionUID = 1L;

    private final ApiProblem problem;

    ReplicateApiException(ApiProblem problem, String advice) {
        super(problem.inWords() + advice);
        this.problem = problem;
    }

    /** Creates the exception that fits the status: one of the subclasses, or this class. */
    public static ReplicateApiException of(ApiProblem problem) {
        return switch (problem.status()) {
            case 401 -> new AuthenticationException(problem);
            case 402 -> new PaymentRequiredException(problem);
            case 404 -> new NotFoundException(problem);
            case 422 -> new InvalidInputException(problem);
            case 429 -> new RateLimitedException(problem);
            default -> new ReplicateApiException(problem, "");
        };
    }

    /** Returns the HTTP status. */
    public int status() {
        return problem.status();
    }

    /** Returns method and path of the request that was refused. */
    public String request() {
        return problem.request();
    }

    /** Returns Replicate's title, or an empty text. */
    public String title() {
        return problem.title();
    }

    /** Returns Replicate's detail, or an empty text. */
    public String detail() {
        return problem.detail();
    }

    /** Returns the fields that Replicate refused; usually with status 422. */
    public List<InvalidField> invalidFields() {
        return problem.invalidFields();
    }

    /** Returns how long Replicate asks to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(problem.retryAfter());
    }
}
