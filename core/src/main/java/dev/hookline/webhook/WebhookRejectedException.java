package dev.hookline.webhook;

import dev.hookline.HooklineException;

/** Thrown for a rejected webhook by {@link Verdict#orThrow()}, for callers who prefer that to a verdict. */
public final class WebhookRejectedException extends HooklineException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    WebhookRejectedException(Verdict.Rejected rejected) {
        super("webhook rejected: " + rejected.explanation());
        this.reason = rejected.reason();
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }
}
