package dev.hookline.webhook;

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

    /**
     * Returns the three headers of a signed message, ready for {@link WebhookHeaders#of(Map)}.
     *
     * @throws IllegalArgumentException if the id is not of visible ASCII characters
     */
    public Map<String, List<String>> headers(String webhookId, Instant timestamp, byte[] body) {
        return Map.of(
                SignedHeaders.ID, List.of(webhookId),
                SignedHeaders.TIMESTAMP, List.of(Long.toString(timestamp.getEpochSecond())),
                SignedHeaders.SIGNATURE, List.of(signature(webhookId, timestamp, body)));
    }

    /**
     * Returns the signature of a message, {@code v1,} and base64.
     *
     * @throws IllegalArgumentException if the id is not of visible ASCII characters
     */
    public String signature(String webhookId, Instant timestamp, byte[] body) {
        if (!SignedHeaders.isId(webhookId)) {
            throw new IllegalArgumentException("a webhook id is of visible ASCII characters, at most 256");
        }
        byte[] prefix = SignedHeaders.prefix(webhookId, Long.toString(timestamp.getEpochSecond()));
        return "v1," + Base64.getEncoder().encodeToString(secret.sign(prefix, body));
    }
}
