package dev.hookline.dashboard.picture;

import dev.hookline.HooklineException;
import org.jspecify.annotations.Nullable;

/** A picture cannot be used: it is too large, or no picture that this application reads. */
public final class PictureException extends HooklineException {
    private static final long serialVersionUID = 1L;

    PictureException(String message) {
        super(message);
    }

    PictureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
