package dev.hookline.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Sends one webhook once, signed with the secret that holds at that moment. Thread-safe. */
final class WebhookPost {

    /** What stands for the status of a receiver that did not answer in time, or could not be reached. */
    static final int NO_ANSWER = 0;

    private final HttpClient client;
    private final Duration patience;
    private final Supplier<Signer> signer;

    WebhookPost(HttpClient client, Duration patience, Supplier<Signer> signer) {
        this.client = client;
        this.patience = patience;
        this.signer = signer;
    }

    /** Completes with the receiver's status, never exceptionally. */
    CompletableFuture<Integer> send(URI url, String webhookId, Instant now, byte[] body) {
        long timestamp = now.getEpochSecond();
        try {
            return post(request(url, webhookId, timestamp, body));
        } catch (IllegalArgumentException unusable) { // A URL that was allowed, and cannot be called all the same.
            return CompletableFuture.completedFuture(NO_ANSWER);
        }
    }

    private HttpRequest request(URI url, String webhookId, long timestamp, byte[] body) {
        return HttpRequest.newBuilder(url)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("webhook-id", webhookId)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signer.get().sign(webhookId, timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private CompletableFuture<Integer> post(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.discarding())
                .handle((response, failure) -> response == null ? NO_ANSWER : response.statusCode());
    }
}
