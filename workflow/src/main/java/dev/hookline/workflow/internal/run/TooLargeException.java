package dev.hookline.workflow.internal.run;

import java.io.IOException;

/** A stream has more bytes than are allowed. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(long maxBytes) {
        super("More than " + maxBytes + " bytes");
    }
}
