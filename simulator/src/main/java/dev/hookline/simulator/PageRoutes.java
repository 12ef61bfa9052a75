package dev.hookline.simulator;

import dev.hookline.simulator.Received.Delivery;
import dev.hookline.simulator.internal.http.Answer;
import dev.hookline.simulator.internal.http.Refusal;
import dev.hookline.simulator.internal.http.Request;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A page for people: the latest predictions with their pictures, their webhooks with the answers, and a button that sends one
 * again. It needs no token, as a browser has none, and shows none. Thread-safe.
 */
final class PageRoutes {

    private static final int SHOWN = 50;
    private static final int CUT = 200;

    private final Predictions predictions;
    private final View view;
    private final Received received;
    private final Courier courier;

    PageRoutes(Lifecycle.Stage stage, Received received, Courier courier) {
        this.predictions = stage.predictions();
        this.view = stage.view();
        this.received = received;
        this.courier = courier;
    }

    Answer list(Request request) {
        Html html = new Html("Replicate simulator");
        html.markup("<header><h1>Replicate simulator</h1><p>")
                .text(received.predictionsMade() + " predictions made, " + received.predictionGets() + " looked up, "
                        + received.webhooksLost() + " webhooks lost on purpose")
                .markup(" &middot; <a href=\"/\">refresh</a></p></header>");
        Map<String, List<Delivery>> deliveries =
                received.deliveries().stream().collect(Collectors.groupingBy(Delivery::predictionId));
        List<Prediction> latest =
                predictions.olderThan(Long.MAX_VALUE).stream().limit(SHOWN).toList();
        if (latest.isEmpty()) {
            html.markup("<p>No predictions yet. Create one at <code>POST /v1/predictions</code>.</p>");
        }
        latest.forEach(prediction -> show(html, prediction, deliveries.getOrDefault(prediction.id(), List.of())));
        return html.answer();
    }

    private static void show(Html html, Prediction prediction, List<Delivery> deliveries) {
        Prediction.State state = prediction.state();
        String status = state.status().wireName();
        html.markup("<article>");
        picture(html, state.result().output());
        html.markup("<div><h2>").text(prediction.modelName()).markup(" <span class=\"" + status + "\">");
        html.text(status)
                .markup("</span></h2><p><a href=\"/p/")
                .text(prediction.id())
                .markup("\"><code>");
        html.text(prediction.id()).markup("</code></a> &middot; ");
        html.text(Json.time(prediction.origin().createdAt())).markup("</p><p>");
        html.text(cut(state.input().path("prompt").asString(state.input().toString())))
                .markup("</p>");
        String error = state.result().error();
        if (error != null) {
            html.markup("<p class=\"failed\">").text(cut(error)).markup("</p>");
        }
        webhooks(html, deliveries);
        html.markup("</div></article>");
    }

    private static void picture(Html html, JsonNode output) {
        String url = output.isArray() ? output.path(0).asString("") : output.asString("");
        if (url.matches("http://localhost:\\d+/files-delivery/\\S+\\.(jpg|png)")) {
            html.markup("<a href=\"").text(url).markup("\"><img alt=\"The output\" src=\"");
            html.text(url).markup("\"></a>");
        } else {
            html.markup("<div class=\"none\"></div>");
        }
    }

    private static void webhooks(Html html, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        html.markup("<table><tr><th>Webhook<th>Try<th>Answer<th>At<th>");
        for (Delivery delivery : deliveries) {
            String answer = delivery.status() == WebhookPost.NO_ANSWER ? "none" : Integer.toString(delivery.status());
            html.markup("<tr><td>").text(delivery.event().wireName()).markup("<td>" + delivery.tryNumber());
            html.markup("<td class=\"" + (delivery.taken() ? "taken" : "refused") + "\">")
                    .text(answer);
            html.markup("<td>").text(Json.time(delivery.at()));
            html.markup("<td><form method=\"post\" action=\"/simulator/deliveries/")
                    .text(delivery.webhookId());
            html.markup("/resend\"><button>Send again</button></form>");
        }
        html.markup("</table>");
    }

    Answer one(Request request) {
        Prediction prediction = predictions
                .find(request.parameter("id"))
                .orElseThrow(() -> new Refusal(Answer.text(404, "text/plain", "There is no such prediction")));
        return new Html("Prediction " + prediction.id())
                .markup("<header><h1>Prediction</h1><p><a href=\"/\">all</a></p></header><pre>")
                .text(view.of(prediction).toPrettyString())
                .markup("</pre>")
                .answer();
    }

    Answer resend(Request request) {
        return courier.resend(request.parameter("webhookId"))
                ? Answer.empty(303).withHeader("Location", "/")
                : Answer.text(404, "text/plain", "That webhook is not kept any more");
    }

    private static String cut(String text) {
        return text.length() <= CUT ? text : text.substring(0, CUT) + "...";
    }
}
