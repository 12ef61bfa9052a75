package dev.hookline.simulator;

import java.net.URI;
import java.util.Set;

/** Where a prediction's webhooks go, and which. */
record Webhook(URI url, Set<WebhookEvent> events) {

    /** The path with its query; what a test counts by. */
    String path() {
        String query = url.getRawQuery();
        return query == null ? url.getRawPath() : url.getRawPath() + "?" + query;
    }

    /** Without the URL, whose path may carry a token. */
    @Override
    public String toString() {
        return "Webhook" + events;
    }
}
