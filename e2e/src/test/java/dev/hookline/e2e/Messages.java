package dev.hookline.e2e;

import dev.hookline.simulator.Received;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Webhooks that a test sends itself: as Replicate would, late, or with something wrong about them. */
final class Messages {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ReplicateSimulator replicate;
    private final Door door;

    Messages(ReplicateSimulator replicate, Door door) {
        this.replicate = replicate;
        this.door = door;
    }

    static byte[] succeeded(String predictionId, String output) {
        return """
                {"id": "%s", "status": "succeeded", "output": "%s", "input": {}, "logs": ""}""".formatted(predictionId, output).getBytes(StandardCharsets.UTF_8);
    }

    /** Sends what Replicate would send when this prediction ended with this output. */
    int succeed(Received.Creation creation, String output) {
        return send(creation.webhookPath(), succeeded(creation.predictionId(), output));
    }

    /** Sends a body that is signed now, by the account's secret. */
    int send(String path, byte[] body) {
        return send(path, signed(replicate.secret(), Instant.now(), body), body);
    }

    Map<String, List<String>> signed(String secret, Instant at, byte[] body) {
        return WebhookSigner.of(SigningSecret.parse(secret)).headers("msg_of_a_test", at, body);
    }

    int send(String path, Map<String, List<String>> headers, byte[] body) {
        URI url = door.url(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        try {
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
