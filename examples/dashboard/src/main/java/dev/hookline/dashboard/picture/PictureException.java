package dev.hookline.dashboard.picture;

import dev.hookline.HooklineException;
import org.jspecify.annotations.Nullable;

/** A picture cannot be used: it is too large, or no picture that this application reads. */
public final class PictureException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String fault;

    PictureException(Reason reason, String fault) {
        this(reason, fault, null);
    }

    private PictureException(Reason reason, String fault, @Nullable Throwable cause) {
        super("The picture " + fault, cause);
        this.reason = reason;
        this.fault = fault;
    }

    static PictureException damaged(Throwable cause) {
        return new PictureException(Reason.DAMAGED, "is damaged", cause);
    }

    /** Why a picture cannot be used. */
    public enum Reason {
        /** It is none, or of a format that is not read. */
        NO_PICTURE,
        /** It claims more pixels than are decoded. */
        TOO_MANY_PIXELS,
        /** It begins as a picture and does not go on as one. */
        DAMAGED
    }

    /** Why it cannot be used. */
    public Reason reason() {
        return reason;
    }

    /** The same in words that go on from the picture's name: {@code is damaged}. */
    public String fault() {
        return fault;
    }
}
