package dev.hookline.replicate;

/** The account has no credit left (402). Trying again helps once a person has paid. */
public final class PaymentRequiredException extends ReplicateApiException {
    private static final long serialVersionUID = 1L;

    PaymentRequiredException(ApiProblem problem) {
        super(problem, ". Add credit at replicate.com/account/billing");
    }
}
