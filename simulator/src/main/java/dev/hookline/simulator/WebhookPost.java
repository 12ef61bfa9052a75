package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.HttpPoster;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Sends one webhook once, signed with the secret that holds at that moment: by plain HTTP over connections that are kept, and
 * by HTTPS with the JDK's client, which takes several times as long. Thread-safe.
 */
final class WebhookPost {

    /** What stands for the status of a receiver that did not answer in time, or could not be reached. */
    static final int NO_ANSWER = HttpPoster.NO_ANSWER;

    private final HttpPoster poster;
    private final HttpClient client;
    private final Duration patience;
    private final Supplier<Signer> signer;

    WebhookPost(HttpPoster poster, HttpClient client, Duration patience, Supplier<Signer> signer) {
        this.poster = poster;
        this.client = client;
        this.patience = patience;
        this.signer = signer;
    }

    /** Completes with the receiver's status, never exceptionally. */
    CompletableFuture<Integer> send(URI url, String webhookId, Instant now, byte[] body) {
        long timestamp = now.getEpochSecond();
        String signature = signer.get().sign(webhookId, timestamp, body);
        Signed signed = new Signed(webhookId, timestamp, signature, body);
        if (url.getScheme().equalsIgnoreCase("http")) {
            int port = url.getPort() < 0 ? 80 : url.getPort();
            return poster.send(new InetSocketAddress(url.getHost(), port), signed.message(url));
        }
        try {
            return client.sendAsync(signed.request(url, patience), BodyHandlers.discarding())
                    .handle((response, failure) -> response == null ? NO_ANSWER : response.statusCode());
        } catch (IllegalArgumentException unusable) { // A URL that was allowed, and cannot be called all the same.
            return CompletableFuture.completedFuture(NO_ANSWER);
        }
    }

    private static final class Signed {

        private final String id;
        private final String timestamp;
        private final String signature;
        private final byte[] body;

        private Signed(String id, long timestamp, String signature, byte[] body) {
            this.id = id;
            this.timestamp = Long.toString(timestamp);
            this.signature = signature;
            this.body = body;
        }

        /** The whole request as it goes over the wire. */
        private byte[] message(URI url) {
            String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
            String port = url.getPort() < 0 ? "" : ":" + url.getPort();
            String head = "POST " + path + query + " HTTP/1.1\r\nHost: " + url.getHost() + port
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                    + "\r\nwebhook-id: " + id + "\r\nwebhook-timestamp: " + timestamp
                    + "\r\nwebhook-signature: " + signature + "\r\n\r\n";
            byte[] start = head.getBytes(StandardCharsets.UTF_8);
            byte[] message = Arrays.copyOf(start, start.length + body.length);
            System.arraycopy(body, 0, message, start.length, body.length);
            return message;
        }

        private HttpRequest request(URI url, Duration patience) {
            return HttpRequest.newBuilder(url)
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .header("webhook-id", id)
                    .header("webhook-timestamp", timestamp)
                    .header("webhook-signature", signature)
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
        }
    }
}
