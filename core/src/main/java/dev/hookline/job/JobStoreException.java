package dev.hookline.job;

import dev.hookline.HooklineException;
import org.jspecify.annotations.Nullable;

/** The store could not do what was asked, and it is not known to have done it: the database is away, say. */
public final class JobStoreException extends HooklineException {
    private static final long serialVersionUID = 1L;

    /** Says what was tried and what came of it. */
    public JobStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
