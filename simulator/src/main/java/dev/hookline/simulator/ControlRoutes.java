package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Request;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults and what was received, over HTTP, for a simulator in a process of its own. Thread-safe. */
final class ControlRoutes {

    private final Machinery machinery;
    private final Predictions predictions;

    ControlRoutes(Machinery machinery, Predictions predictions) {
        this.machinery = machinery;
        this.predictions = predictions;
    }

    Answer received(Request request) {
        Received received = machinery.received();
        ObjectNode json = Json.object()
                .put("predictionsMade", received.predictionsMade())
                .put("createsAnswered", received.createsAnswered())
                .put("createsInFlight", received.createsInFlight())
                .put("predictionGets", received.predictionGets())
                .put("webhooksLost", received.webhooksLost());
        ObjectNode calls = json.putObject("calls");
        received.calls().forEach(calls::put);
        ArrayNode creations = json.putArray("creations");
        for (Received.Creation creation : received.creations()) {
            creations
                    .addObject()
                    .put("predictionId", creation.predictionId())
                    .put("model", creation.model())
                    .put("input", creation.input())
                    .put("webhookPath", creation.webhookPath())
                    .put("answered", received.createAnswered(creation.predictionId()))
                    .put("at", Json.time(creation.at()));
        }
        ArrayNode deliveries = json.putArray("deliveries");
        for (Received.Delivery delivery : received.deliveries()) {
            deliveries
                    .addObject()
                    .put("predictionId", delivery.predictionId())
                    .put("model", delivery.model())
                    .put("event", delivery.event().wireName())
                    .put("webhookId", delivery.webhookId())
                    .put("tryNumber", delivery.tryNumber())
                    .put("status", delivery.status())
                    .put("at", Json.time(delivery.at()));
        }
        return Json.answer(200, json);
    }

    Answer addFault(Request request) {
        machinery.faults().add(FaultJson.parse(Json.parse(request.body())));
        return Answer.empty(204);
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
