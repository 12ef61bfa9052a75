package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults and what was received, over HTTP, for a simulator in a process of its own. Thread-safe. */
final class ControlRoutes {

    private static final int PAGE = 1_000;
    private static final int MOST_ON_PAGE = 10_000;

    private final Machinery machinery;
    private final Predictions predictions;
    private final Supplier<String> rotation;

    /** @param rotation gives the account a new signing secret, and tells it */
    ControlRoutes(Machinery machinery, Predictions predictions, Supplier<String> rotation) {
        this.machinery = machinery;
        this.rotation = rotation;
        this.predictions = predictions;
    }

    /** The totals. */
    Answer received(Request request) {
        Received received = machinery.received();
        ObjectNode json = Json.object()
                .put("predictionsMade", received.predictionsMade())
                .put("createsAnswered", received.createsAnswered())
                .put("createsInFlight", received.createsInFlight())
                .put("predictionGets", received.predictionGets())
                .put("webhooksTried", received.webhooksTried())
                .put("webhooksTaken", received.webhooksTaken())
                .put("webhooksLost", received.webhooksLost());
        ObjectNode calls = json.putObject("calls");
        received.calls().forEach(calls::put);
        return Json.answer(200, json);
    }

    Answer creations(Request request) {
        Received received = machinery.received();
        return page(
                request,
                received.allCreations(),
                creation -> Json.object()
                        .put("predictionId", creation.predictionId())
                        .put("model", creation.model())
                        .put("input", creation.input())
                        .put("webhookPath", creation.webhookPath())
                        .put("answered", received.createAnswered(creation.predictionId()))
                        .put("at", Json.time(creation.at())));
    }

    Answer deliveries(Request request) {
        return page(
                request,
                machinery.received().allDeliveries(),
                delivery -> Json.object()
                        .put("predictionId", delivery.predictionId())
                        .put("model", delivery.model())
                        .put("event", delivery.event().wireName())
                        .put("webhookId", delivery.webhookId())
                        .put("tryNumber", delivery.tryNumber())
                        .put("status", delivery.status())
                        .put("at", Json.time(delivery.at())));
    }

    /** The entries from a number on, the oldest first; {@code next} is where the next page begins, null on the last. */
    private static <T> Answer page(Request request, Recent<T> all, Function<T, ObjectNode> view) {
        long from = number(request, "from", 0, Long.MAX_VALUE);
        long limit = number(request, "limit", PAGE, MOST_ON_PAGE);
        Recent.Stretch<T> stretch = all.from(from, (int) limit);
        ObjectNode json = Json.object();
        ArrayNode results = json.putArray("results");
        stretch.entries().forEach(entry -> results.add(view.apply(entry)));
        if (stretch.more()) {
            json.put("next", stretch.next());
        } else {
            json.putNull("next");
        }
        return Json.answer(200, json);
    }

    private static long number(Request request, String name, long fallback, long most) {
        try {
            long number = request.query(name).map(Long::parseLong).orElse(fallback);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Refused below, as what is out of range.
        }
        String description = name + " must be a number from 0 to " + most;
        throw new Refusal(Problem.invalid(List.of(new InvalidField("range", name, description))));
    }

    Answer addFault(Request request) {
        machinery.faults().add(FaultJson.parse(Json.parse(request.body())));
        return Answer.empty(204);
    }

    /** Replaces all faults by those that chance makes, under a seed. */
    Answer beginChaos(Request request) {
        JsonNode seed = Json.parse(request.body()).path("seed");
        if (!seed.isIntegralNumber()) {
            throw new Refusal(
                    Problem.invalid(List.of(new InvalidField("invalid_type", "seed", "seed must be a number"))));
        }
        machinery.faults().use(FaultPlan.chaos(seed.longValue()));
        return Answer.empty(204);
    }

    Answer rotateSecret(Request request) {
        return Json.answer(200, Json.object().put("secret", rotation.get()));
    }

    Answer clearFaults(Request request) {
        machinery.faults().use(FaultPlan.none());
        return Answer.empty(204);
    }

    Answer removeOutputs(Request request) {
        predictions.removeAllData();
        return Answer.empty(204);
    }
}
