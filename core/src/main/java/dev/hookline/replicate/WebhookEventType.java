package dev.hookline.replicate;

import java.util.Locale;

/** What Replicate can send a webhook for. */
public enum WebhookEventType {
    /** The prediction has started. */
    START,
    /** New output, at most once every 500 milliseconds. */
    OUTPUT,
    /** New logs, at most once every 500 milliseconds. */
    LOGS,
    /** The prediction has ended, however it ended. The only one that Replicate sends again when it is not received. */
    COMPLETED;

    /** Returns the word that the API uses, such as {@code "completed"}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
