package dev.hookline.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signs messages as Replicate does: for tests of whatever takes webhooks. Thread-safe. */
public final class WebhookSigner {
    private final SigningSecret secret;

    private WebhookSigner(SigningSecret secret) {
        this.secret = secret;
    }

    /** Creates a signer with a secret. */
    public static WebhookSigner of(SigningSecret secret) {
        return new WebhookSigner(secret);
    }

    /** Returns the three headers of a signed message, ready for {@link WebhookHeaders#of(Map)}. */
    public Map<String, List<String>> headers(String webhookId, Instant timestamp, byte[] body) {
        return Map.of(
                SignedHeaders.ID, List.of(webhookId),
                SignedHeaders.TIMESTAMP, List.of(Long.toString(timestamp.getEpochSecond())),
                SignedHeaders.SIGNATURE, List.of(signature(webhookId, timestamp, body)));
    }

    /** Returns the signature of a message, {@code v1,} and base64. */
    public String signature(String webhookId, Instant timestamp, byte[] body) {
        byte[] signature = secret.sign(
                webhookId.getBytes(StandardCharsets.UTF_8),
                Long.toString(timestamp.getEpochSecond()).getBytes(StandardCharsets.US_ASCII),
                body);
        return "v1," + Base64.getEncoder().encodeToString(signature);
    }
}
