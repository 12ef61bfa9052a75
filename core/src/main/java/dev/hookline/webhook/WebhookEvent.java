package dev.hookline.webhook;

import dev.hookline.replicate.Prediction;
import dev.hookline.replicate.WebhookEventType;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A verified webhook. Deliveries of the same message can repeat, overlap and come out of order; all tries of one carry
 * the same id. Immutable, as long as nobody changes the array that was verified.
 */
public final class WebhookEvent {
    private final String webhookId;
    private final Instant timestamp;
    private final Prediction prediction;
    private final byte[] body;

    WebhookEvent(String webhookId, Instant timestamp, Prediction prediction, byte[] body) {
        this.webhookId = webhookId;
        this.timestamp = timestamp;
        this.prediction = prediction;
        this.body = body;
    }

    /** Returns the id of the message, the same for each try to deliver it. */
    public String webhookId() {
        return webhookId;
    }

    /** Returns when this try was signed. */
    public Instant timestamp() {
        return timestamp;
    }

    /** Returns the prediction as it was when the webhook was sent. A training's webhook has the same shape. */
    public Prediction prediction() {
        return prediction;
    }

    /** Whether the webhook is about a training and not a prediction. */
    public boolean isTraining() {
        return prediction
                .urls()
                .get()
                .map(url -> url.getPath() != null && url.getPath().contains("/trainings/"))
                .orElse(false);
    }

    /**
     * Returns what the webhook was sent for, as far as its body tells, since Replicate does not say: completed once
     * the prediction has ended, otherwise output or logs when there are any, otherwise start.
     */
    public WebhookEventType type() {
        if (prediction.isTerminal()) {
            return WebhookEventType.COMPLETED;
        }
        if (prediction.output().isPresent()) {
            return WebhookEventType.OUTPUT;
        }
        return prediction.logs().isEmpty() ? WebhookEventType.START : WebhookEventType.LOGS;
    }

    /** Returns the body as it was signed, read-only. It holds the prediction's input: do not log it. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Shows ids and status, not the body. */
    @Override
    public String toString() {
        return "WebhookEvent[webhookId=" + webhookId + ", " + prediction + "]";
    }
}
