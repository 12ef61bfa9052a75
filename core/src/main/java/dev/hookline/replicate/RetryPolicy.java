package dev.hookline.replicate;

import java.time.Duration;

/**
 * How often a request is tried, and how long the client waits in between. Whatever the policy, a create is repeated
 * after a 429 only, since that alone says for certain that nothing was made; GETs are also repeated after a 5xx or when
 * no answer came. What Replicate asks for in {@code Retry-After} comes before the delays given here. Immutable.
 *
 * @param maxAttempts tries in all, the first included
 * @param firstDelay the wait after the first failure; it doubles with each one, with jitter
 * @param maxDelay where doubling ends
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, Duration maxDelay) {

    /** Checks that there is at least one attempt and that the delays are in order. */
    public RetryPolicy {
        if (maxAttempts < 1 || firstDelay.isNegative() || maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException("a retry policy needs maxAttempts >= 1 and 0 <= firstDelay <= maxDelay,"
                    + " not " + maxAttempts + ", " + firstDelay + ", " + maxDelay);
        }
    }

    /** Five tries, from half a second doubling up to thirty: what Replicate's own clients do. */
    public static RetryPolicy standard() {
        return new RetryPolicy(5, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    /** One try, also after a 429: for a caller who schedules for himself. */
    public static RetryPolicy none() {
        return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
    }
}
