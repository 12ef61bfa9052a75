package dev.hookline.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls a simulator over HTTP, as a user's client would. */
final class Api {

    static final String IMAGEN = "/models/google/imagen-4-ultra/predictions";
    static final String ESRGAN = "/models/nightmareai/real-esrgan/predictions";
    static final JsonMapper JSON = JsonMapper.shared();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ReplicateSimulator simulator;

    Api(ReplicateSimulator simulator) {
        this.simulator = simulator;
    }

    record Reply(int status, String body, String contentType, String retryAfter) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString("");
        }
    }

    static ObjectNode input(String field, String value) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("input").put(field, value);
        return body;
    }

    /** The body of a create whose webhook asks for start and completed. */
    static ObjectNode withWebhook(ObjectNode body, String url) {
        body.put("webhook", url).putArray("webhook_events_filter").add("start").add("completed");
        return body;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + simulator.token());
    }

    Reply post(String path, JsonNode body, String... headers) {
        return send(postOf(path, body, headers));
    }

    CompletableFuture<Reply> postLater(String path, JsonNode body) {
        return CLIENT.sendAsync(postOf(path, body), BodyHandlers.ofString()).thenApply(Api::reply);
    }

    private HttpRequest postOf(String path, JsonNode body, String... headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body.toString()));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    Reply get(String path) {
        return send(request(path).build());
    }

    JsonNode prediction(String id) {
        return get("/predictions/" + id).json();
    }

    static Reply send(HttpRequest request) {
        return reply(exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
    }

    static HttpResponse<byte[]> download(String url) {
        return exchange(
                HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static Reply reply(HttpResponse<String> response) {
        return new Reply(
                response.statusCode(),
                response.body(),
                response.headers().firstValue("content-type").orElse(""),
                response.headers().firstValue("retry-after").orElse(""));
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return CLIENT.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
