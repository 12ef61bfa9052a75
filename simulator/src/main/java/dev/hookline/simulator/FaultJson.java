package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Refusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults as JSON, for a simulator in a process of its own: the factory's name, its argument, and what narrows it. */
final class FaultJson {

    private static final Map<String, Function<JsonNode, Fault>> FACTORIES = Map.ofEntries(
            Map.entry("loseWebhooks", json -> Fault.loseWebhooks()),
            Map.entry(
                    "repeatWebhooks",
                    json -> Fault.repeatWebhooks(json.path("copies").asInt(2))),
            Map.entry("shuffleWebhooks", json -> Fault.shuffleWebhooks(time(json, "seconds", 1))),
            Map.entry("delayWebhooks", json -> Fault.delayWebhooks(time(json, "seconds", 1))),
            Map.entry("reverseWebhooks", json -> Fault.reverseWebhooks()),
            Map.entry("webhooksBeforeAnswer", json -> Fault.webhooksBeforeAnswer()),
            Map.entry("loseAnswer", json -> Fault.loseAnswer()),
            Map.entry("delayAnswer", json -> Fault.delayAnswer(time(json, "seconds", 1))),
            Map.entry("tooManyRequests", json -> Fault.tooManyRequests(time(json, "seconds", 1))),
            Map.entry("paymentRequired", json -> Fault.paymentRequired()),
            Map.entry("serverError", json -> Fault.serverError()),
            Map.entry("answerCreate", FaultJson::answer),
            Map.entry("failModel", json -> Fault.failModel(json.path("error").asString("Unknown error (E1000)"))),
            Map.entry("flagAsSensitive", json -> Fault.flagAsSensitive()),
            Map.entry("failLookUp", json -> Fault.failLookUp(json.path("status").asInt(500))),
            Map.entry(
                    "failDownload",
                    json -> Fault.failDownload(json.path("status").asInt(500))),
            Map.entry("delayDownload", json -> Fault.delayDownload(time(json, "seconds", 1))),
            Map.entry("cutDownload", json -> Fault.cutDownload()),
            Map.entry("removeOutput", json -> Fault.removeOutput()));

    private FaultJson() {}

    /** @throws Refusal with 422 when there is no such fault, event or number */
    static Fault parse(ObjectNode json) {
        Function<JsonNode, Fault> factory = FACTORIES.get(json.path("fault").asString(""));
        if (factory == null) {
            throw refusal(
                    "fault",
                    "must be one of " + FACTORIES.keySet().stream().sorted().toList());
        }
        try {
            return narrowed(factory.apply(json), json);
        } catch (IllegalArgumentException e) {
            throw refusal("fault", String.valueOf(e.getMessage()));
        }
    }

    private static Fault answer(JsonNode json) {
        return Fault.answerCreate(
                json.path("status").asInt(502),
                json.path("contentType").asString("text/plain"),
                json.path("body").asString(""));
    }

    private static Fault narrowed(Fault fault, JsonNode json) {
        Fault narrow = fault.onModel(json.path("model").asString(""))
                .onInput(json.path("input").asString(""))
                .withProbability(json.path("probability").asDouble(1));
        if (json.has("times")) {
            narrow = narrow.times(json.path("times").asInt(1));
        }
        if (json.has("lasting")) {
            narrow = narrow.lasting(time(json, "lasting", 1));
        }
        List<WebhookEvent> events = json.path("events")
                .valueStream()
                .map(event -> WebhookEvent.fromWireName(event.asString(""))
                        .orElseThrow(() -> refusal("events", "must be of " + Arrays.toString(WebhookEvent.values()))))
                .toList();
        return events.isEmpty() ? narrow : narrow.onEvent(events.get(0), events.toArray(WebhookEvent[]::new));
    }

    private static Duration time(JsonNode json, String field, double fallback) {
        return Duration.ofNanos((long) (json.path(field).asDouble(fallback) * 1e9));
    }

    private static Refusal refusal(String field, String description) {
        return new Refusal(Problem.invalid(List.of(new InvalidField("enum", field, field + " " + description))));
    }
}
