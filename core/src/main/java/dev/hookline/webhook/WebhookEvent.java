package dev.hookline.webhook;

import dev.hookline.replicate.Prediction;
import dev.hookline.replicate.Run;
import dev.hookline.replicate.Training;
import dev.hookline.replicate.WebhookEventType;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verified webhook. What it is about is read from the body when it is first asked for, so that verifying costs no more
 * than the signature. Deliveries of the same message can repeat, overlap and come out of order; all tries of one carry
 * the same id. Immutable, as long as nobody changes the array that was verified.
 */
public final class WebhookEvent {
    private final String webhookId;
    private final Instant timestamp;
    private @Nullable Run run;
    private final byte[] body;

    WebhookEvent(String webhookId, Instant timestamp, byte[] body) {
        this.webhookId = webhookId;
        this.timestamp = timestamp;
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
     *
     * @throws dev.hookline.replicate.ReplicateException if the body is neither, though whoever holds the secret sent it
     */
    public Run run() {
        Run known = run;
        if (known == null) {
            known = read(body);
            run = known; // by several threads at once perhaps, each with an equal value that never changes
        }
        return known;
    }

    /** A training has the shape of a prediction; its own address tells it apart. */
    private static Run read(byte[] body) {
        Prediction prediction = Prediction.parse(body);
        boolean isTraining = prediction
                .urls()
                .get()
                .map(url -> url.getPath() != null && url.getPath().contains("/trainings/"))
                .orElse(false);
        return isTraining ? Training.parse(body) : prediction;
    }

    /**
     * Returns what the webhook was sent for, as far as its body tells, since Replicate does not say: completed once
     * the run has ended, otherwise output or logs when there are any, otherwise start.
     *
     * @throws dev.hookline.replicate.ReplicateException as {@link #run} does
     */
    public WebhookEventType type() {
        if (run().isTerminal()) {
            return WebhookEventType.COMPLETED;
        }
        if (run().output().isPresent()) {
            return WebhookEventType.OUTPUT;
        }
        return run().logs().isEmpty() ? WebhookEventType.START : WebhookEventType.LOGS;
    }

    /** Returns the body as it was signed, read-only. It holds the input: do not log it. */
    public ByteBuffer body() {
        return ByteBuffer.wrap(body).asReadOnlyBuffer();
    }

    /** Shows the id and the size, not the body. */
    @Override
    public String toString() {
        return "WebhookEvent[webhookId=" + webhookId + ", " + body.length + " bytes]";
    }
}
