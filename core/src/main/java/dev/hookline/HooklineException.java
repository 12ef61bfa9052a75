package dev.hookline;

import org.jspecify.annotations.Nullable;

/** The root of every exception that Hookline throws on its own account; each is unchecked. */
public class HooklineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with a message that says what was tried, what came of it and what to do. */
    public HooklineException(String message) {
        super(message);
    }

    /** Creates an exception that has another as its cause. */
    public HooklineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
