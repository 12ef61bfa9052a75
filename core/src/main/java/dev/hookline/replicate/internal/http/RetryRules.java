package dev.hookline.replicate.internal.http;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** How often a call is tried, and how long it waits in between. */
public record RetryRules(int attempts, Duration firstDelay, Duration maxDelay, DoubleSupplier random) {

    /**
     * The wait before the next try: doubled with each try and drawn from its upper half, so that callers who failed
     * together do not come back together. What the server asked for comes first, with a little of the same spread.
     */
    Duration delay(int failedAttempts, Optional<Duration> hint) {
        double share = random.getAsDouble();
        return hint.map(wait -> wait.plus(scaled(firstDelay, share)))
                .orElseGet(() -> scaled(doubled(failedAttempts - 1), 0.5 + share / 2));
    }

    private Duration doubled(int times) {
        Duration delay = firstDelay.multipliedBy(1L << Math.min(times, 20));
        return delay.compareTo(maxDelay) < 0 ? delay : maxDelay;
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofMillis((long) (duration.toMillis() * factor));
    }
}
