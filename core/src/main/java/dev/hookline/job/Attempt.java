package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One create call, whether or not it was answered. It is committed before the call, and kept as long as a late webhook
 * can arrive. Immutable.
 *
 * @param token the token in its callback URL
 * @param step the step that it is a try at
 * @param number which try, from 1
 * @param status whether its webhook still matters
 * @param predictionId the prediction that it made, once the create's answer or a signed webhook has told
 * @param createdAt when it was committed
 */
public record Attempt(
        CallbackToken token,
        StepKey step,
        int number,
        AttemptStatus status,
        @Nullable String predictionId,
        Instant createdAt) {

    /** Checks that everything but the prediction is there. */
    public Attempt {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** The prediction that it made; empty as long as nobody has told. */
    public Optional<String> findPredictionId() {
        return Optional.ofNullable(predictionId);
    }

    /** The same attempt, bound to a prediction. */
    public Attempt bound(String prediction) {
        return new Attempt(token, step, number, status, prediction, createdAt);
    }

    /** The same attempt with another status. */
    public Attempt withStatus(AttemptStatus replacement) {
        return new Attempt(token, step, number, replacement, predictionId, createdAt);
    }
}
