package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a create, checked as strictly as Replicate's description of it says. */
record CreateRequest(ObjectNode input, Optional<Webhook> webhook, Optional<String> deployment) {

    private static final Set<String> FIELDS = Set.of("input", "stream", "webhook", "webhook_events_filter");
    private static final Set<WebhookEvent> DEFAULT_EVENTS = EnumSet.of(WebhookEvent.OUTPUT, WebhookEvent.COMPLETED);

    /**
     * Checks a body.
     *
     * @param more fields that this kind of create has besides the common ones; each is required and a text
     * @throws Refusal with 422 that names each field that is wrong
     */
    static CreateRequest parse(ObjectNode body, Set<String> more) {
        FieldCheck check = FieldCheck.of(body)
                .only(Stream.concat(FIELDS.stream(), more.stream()).collect(Collectors.toSet()))
                .required(more)
                .texts(more)
                .required("input")
                .object("input");
        Set<WebhookEvent> events = events(body.path("webhook_events_filter"), check);
        Optional<Webhook> webhook = webhook(body.path("webhook"), events, check);
        check.orRefuse();
        return new CreateRequest((ObjectNode) body.path("input"), webhook, Optional.empty());
    }

    /** The same, made by a deployment, {@code owner/name}. */
    CreateRequest by(String name) {
        return new CreateRequest(input, webhook, Optional.of(name));
    }

    private static Set<WebhookEvent> events(JsonNode filter, FieldCheck check) {
        if (filter.isMissingNode() || filter.isNull() || (filter.isArray() && filter.isEmpty())) {
            return DEFAULT_EVENTS;
        }
        if (!filter.isArray()) {
            check.fault("invalid_type", "webhook_events_filter", "Invalid type. Expected: array");
            return DEFAULT_EVENTS;
        }
        Set<WebhookEvent> events = EnumSet.noneOf(WebhookEvent.class);
        for (int i = 0; i < filter.size(); i++) {
            Optional<WebhookEvent> event = filter.get(i).isString()
                    ? WebhookEvent.fromWireName(filter.get(i).stringValue())
                    : Optional.empty();
            if (event.isPresent()) {
                events.add(event.get());
            } else {
                String field = "webhook_events_filter." + i;
                check.fault(
                        "enum",
                        field,
                        field + " must be one of the following: \"start\", \"output\", \"logs\", \"completed\"");
            }
        }
        return events;
    }

    private static Optional<Webhook> webhook(JsonNode url, Set<WebhookEvent> events, FieldCheck check) {
        if (url.isMissingNode() || url.isNull()) {
            return Optional.empty();
        }
        if (url.isString()) {
            try {
                URI uri = new URI(url.stringValue());
                if (isAllowed(uri)) {
                    return Optional.of(new Webhook(uri, events));
                }
            } catch (URISyntaxException malformed) {
                // Refused below, without the URL, which is a secret.
            }
        }
        check.fault("format", "webhook", "webhook must be an HTTPS URL, or HTTP on loopback");
        return Optional.empty();
    }

    private static boolean isAllowed(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getScheme() == null) {
            return false;
        }
        boolean loopback = host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
        return uri.getScheme().equalsIgnoreCase("https") || (uri.getScheme().equalsIgnoreCase("http") && loopback);
    }
}
