package dev.hookline.replicate;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where webhooks are sent and what for: the same for predictions and trainings. */
final class WebhookOptions {
    private WebhookOptions() {}

    static void check(@Nullable URI webhook, Set<WebhookEventType> events, List<String> faults) {
        if (webhook != null && (webhook.getScheme() == null || webhook.getHost() == null)) {
            faults.add("webhook has to be an absolute URL");
        }
        if (webhook == null && !events.isEmpty()) {
            faults.add("events need a webhook");
        }
    }

    static void write(@Nullable URI webhook, Set<WebhookEventType> events, ObjectNode body) {
        if (webhook == null) {
            return;
        }
        body.put("webhook", webhook.toString());
        if (!events.isEmpty()) {
            ArrayNode filter = body.putArray("webhook_events_filter");
            events.stream().sorted().forEach(type -> filter.add(type.wireName()));
        }
    }
}
