package dev.hookline.webhook;

import dev.hookline.replicate.Run;
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
    private final Run run;
    private final byte[] body;

    WebhookEvent(String webhookId, Instant timestamp, Run run, byte[] body) {
        this.webhookId = webhookId;
        this.timestamp = timestamp;
        this.run = run;
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

    /**
     * Returns what the webhook is about, as it was when it was sent: a {@link dev.hookline.replicate.Prediction} or a
     * {@link dev.hookline.replicate.Training}.
     */
    public Run run() {
        return run;
    }

    /**
     * Returns what the webhook was sent for, as far as its body tells, since Replicate does not say: completed once
     * the run has ended, otherwise output or logs when there are any, otherwise start.
     */
    public WebhookEventType type() {
        if (run.isTerminal()) {
            return WebhookEventType.COMPLETED;
        }
        if (run.output().isPresent()) {
            return WebhookEventType.OUTPUT;
        }
        return run.logs().isEmpty() ? WebhookEventType.START : WebhookEventType.LOGS;
    }

    /** Returns the body as it was signed, read-only. It holds the input: do not log it. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Shows ids and status, not the body. */
    @Override
    public String toString() {
        return "WebhookEvent[webhookId=" + webhookId + ", " + run + "]";
    }
}
