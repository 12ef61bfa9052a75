package dev.hookline.replicate;

import org.jspecify.annotations.Nullable;

/**
 * No usable answer came: no connection, a cut one, a deadline that passed, an interrupted or closed client, or a body
 * that could not be read. A create may have been made all the same; {@link #mayHaveBeenReceived()} tells.
 */
public final class ReplicateConnectionException extends ReplicateException {
    private static final long serialVersionUID = 1L;

    private final boolean mayHaveBeenReceived;

    /** Creates an exception; the flag says whether the request may have reached Replicate. */
    public ReplicateConnectionException(String message, boolean mayHaveBeenReceived, @Nullable Throwable cause) {
        super(message, cause);
        this.mayHaveBeenReceived = mayHaveBeenReceived;
    }

    /**
     * Whether the request may have reached Replicate. When it is false nothing was made there, and trying again costs
     * nothing; when it is true a create may have made a prediction, whose webhooks will come.
     */
    public boolean mayHaveBeenReceived() {
        return mayHaveBeenReceived;
    }
}
