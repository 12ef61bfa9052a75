package dev.hookline.replicate;

/**
 * How many calls a minute the client lets through; the others wait their turn. A tenth of a minute's calls may go at
 * once after a quiet time. Whatever the limits, a 429 holds back further calls of its kind for as long as Replicate
 * says. Immutable.
 *
 * @param createsPerMinute predictions and trainings that are created; 0 for no limit
 * @param othersPerMinute all other calls; 0 for no limit
 */
public record RateLimits(int createsPerMinute, int othersPerMinute) {

    /** Checks that neither is negative. */
    public RateLimits {
        if (createsPerMinute < 0 || othersPerMinute < 0) {
            throw new IllegalArgumentException(
                    "rate limits are 0 or more, not " + createsPerMinute + ", " + othersPerMinute);
        }
    }

    /** Replicate's own: 600 creates and 3,000 other calls a minute. */
    public static RateLimits standard() {
        return new RateLimits(600, 3_000);
    }

    /** No limits of the client's own. */
    public static RateLimits none() {
        return new RateLimits(0, 0);
    }
}
