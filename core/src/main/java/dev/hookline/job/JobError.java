package dev.hookline.job;

import java.util.Objects;

/**
 * Why a step or a job failed, in words that a person understands. Immutable.
 *
 * @param code a stable word for programs, such as {@code prediction-failed} or {@code payment-required}
 * @param message what happened, and what can be done; at most 2,000 characters, longer ones are cut
 */
public record JobError(String code, String message) {
    private static final int MAX_LENGTH = 2_000;

    /** Cuts the message. */
    public JobError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        if (message.length() > MAX_LENGTH) {
            message = message.substring(0, MAX_LENGTH - 1) + "…";
        }
    }
}
