package dev.hookline.replicate;

import java.time.Duration;
import java.util.Objects;

/**
 * Calls that are held back. Immutable.
 *
 * @param kind who holds them back
 * @param isCreate whether it is about creating predictions, which has a limit of its own
 * @param length for how long
 */
public record RateLimitEvent(Kind kind, boolean isCreate, Duration length) {
    /** Who holds calls back. */
    public enum Kind {
        /** This client: one call waits for its place in the line, so that the account's limit is not met. */
        WAITING,
        /** Replicate: it has answered 429, and all calls of the kind pause. */
        REFUSED
    }

    /** Checks that kind and length are there. */
    public RateLimitEvent {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(length, "length");
    }
}
