package dev.hookline.replicate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Waits for the end of a prediction by looking it up, less and less often: for callers who take no webhooks. */
final class Waiting {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Predictions predictions;
    private final Api api;

    Waiting(Predictions predictions, Api api) {
        this.predictions = predictions;
        this.api = api;
    }

    /** The prediction at its end, or as it is when the time is over. */
    CompletableFuture<Prediction> end(Prediction prediction, Duration longest) {
        InstantSource clock = api.clock();
        return again(prediction, clock.instant().plus(longest), FIRST);
    }

    private CompletableFuture<Prediction> again(Prediction prediction, Instant deadline, Duration pause) {
        Duration left = Duration.between(api.clock().instant(), deadline);
        if (prediction.isTerminal() || left.isZero() || left.isNegative()) {
            return CompletableFuture.completedFuture(prediction);
        }
        Duration wait = shorter(pause, left);
        CompletableFuture<Prediction> later =
                Futures.then(api.after(wait), waited -> predictions.getAsync(prediction.id()));
        return Futures.then(
                later,
                seen -> again(seen, deadline, shorter(pause.multipliedBy(3).dividedBy(2), LONGEST)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** How long Replicate is asked to wait itself, in whole seconds. */
    static Optional<Duration> byReplicate(Duration longest) {
        long seconds = Math.min(60, longest.toSeconds());
        return seconds < 1 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }
}
