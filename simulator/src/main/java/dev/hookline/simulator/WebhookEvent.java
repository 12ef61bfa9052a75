package dev.hookline.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A moment in the life of a prediction that Replicate tells a webhook of. */
public enum WebhookEvent {
    /** The prediction began to run. */
    START,
    /** The prediction gave a piece of its output; sent at most every 500 ms. */
    OUTPUT,
    /** The prediction wrote to its log; sent at most every 500 ms. */
    LOGS,
    /** The prediction ended, in whatever way. The only event whose delivery is tried again. */
    COMPLETED;

    /** The event as it is written in {@code webhook_events_filter}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<WebhookEvent> fromWireName(String name) {
        return Arrays.stream(values())
                .filter(event -> event.wireName().equals(name))
                .findFirst();
    }
}
