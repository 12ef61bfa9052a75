package dev.hookline.replicate.internal.http;

import dev.hookline.HooklineException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that ended without an answer. Never leaves the client: it becomes one of the exceptions that users see. */
public final class NoAnswerException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final boolean sent;
    private final @Nullable Duration heldBack;

    private NoAnswerException(String message, boolean sent, @Nullable Duration heldBack, @Nullable Throwable cause) {
        super(message, cause);
        this.sent = sent;
        this.heldBack = heldBack;
    }

    static NoAnswerException unsent(String message, @Nullable Throwable cause) {
        return new NoAnswerException(message, false, null, cause);
    }

    static NoAnswerException lost(String message, @Nullable Throwable cause) {
        return new NoAnswerException(message, true, null, cause);
    }

    static NoAnswerException heldBack(Duration wait) {
        return new NoAnswerException("was not sent: the account's rate limit is used up", false, wait, null);
    }

    /** Whether the request may have reached the server. */
    public boolean mayHaveBeenReceived() {
        return sent;
    }

    /** How long the rate limit would have held the call back, longer than its deadline allowed. */
    public Optional<Duration> heldBackFor() {
        return Optional.ofNullable(heldBack);
    }
}
