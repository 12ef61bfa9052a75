package dev.hookline.replicate;

import dev.hookline.HooklineException;
import org.jspecify.annotations.Nullable;

/** The root of what the client throws: {@link ReplicateApiException} for an answer, others for none. */
public class ReplicateException extends HooklineException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message that holds no secret. */
    public ReplicateException(String message) {
        super(message);
    }

    /** Creates an exception that has another as its cause. */
    public ReplicateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
