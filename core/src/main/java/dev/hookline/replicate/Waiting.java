package dev.hookline.replicate;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * Waits for the end of a prediction, for callers who take no webhooks: by its stream when it has one, and otherwise, or
 * when the stream is lost, by looking it up less and less often.
 */
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
        Instant deadline = api.clock().instant().plus(longest);
        boolean streams = prediction.urls().stream().filter(api::isStreamHost).isPresent();
        if (!streams || prediction.isTerminal() || longest.isZero() || longest.isNegative()) {
            return again(prediction, deadline, FIRST);
        }
        CompletableFuture<Prediction> afterStream = Futures.then(
                streamOver(predictions.stream(prediction), longest), over -> predictions.getAsync(prediction.id()));
        return Futures.then(afterStream, seen -> again(seen, deadline, FIRST));
    }

    /** Completes when the stream has ended, is lost or has lasted too long; never fails, since a look-up follows. */
    private CompletableFuture<Instant> streamOver(PredictionStream stream, Duration longest) {
        CompletableFuture<Instant> over = api.after(longest);
        var unused = over.whenComplete((instant, canceled) -> stream.close());
        try {
            api.readers().execute(() -> {
                readToTheEnd(stream);
                over.complete(api.clock().instant());
            });
        } catch (RejectedExecutionException closed) {
            over.complete(api.clock().instant());
        }
        return over;
    }

    private static void readToTheEnd(PredictionStream stream) {
        try (stream) {
            while (stream.hasNext()) {
                stream.next();
            }
        } catch (ReplicateException lost) {
            // The look-ups go on without it, and tell the caller if it is more than the stream that fails.
        }
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
