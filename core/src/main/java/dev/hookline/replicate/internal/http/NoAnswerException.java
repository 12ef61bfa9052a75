package dev.hookline.replicate.internal.http;

import dev.hookline.HooklineException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
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

    /** Only what fails before the first byte is written is known not to have reached the server. */
    static NoAnswerException of(@Nullable Throwable failure) {
        @Nullable Throwable real = failure instanceof CompletionException ? failure.getCause() : failure;
        for (Throwable cause = real; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return unsent("could not connect", real);
            }
        }
        return lost(real instanceof HttpTimeoutException ? "was not answered in time" : "lost its connection", real);
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
