package dev.hookline.simulator;

import dev.hookline.simulator.Faults.Moment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Delivers webhooks. Those of one prediction go out in order, each after the first try of the one before, unless a fault
 * says otherwise. Only {@code completed} is tried again, after the delays given, while the answer is none of 2xx. Thread-safe.
 */
final class Courier {

    private final WebhookPost post;
    private final List<Duration> retries;
    private final Timers timers;
    private final InstantSource clock;
    private final Faults faults;
    private final Received received;
    private final SentMessages sent = new SentMessages();

    Courier(Machinery machinery, WebhookPost post, List<Duration> retries) {
        this.post = post;
        this.retries = List.copyOf(retries);
        this.timers = machinery.timers();
        this.clock = machinery.clock();
        this.faults = machinery.faults();
        this.received = machinery.received();
    }

    /** Sends a message, as often and as late as the faults in force have it. */
    void deliver(Prediction prediction, Message message, Moment moment) {
        sent.add(message);
        if (faults.take(Effect.Lose.class, moment).isPresent()) {
            received.webhookLost(message);
            return;
        }
        int copies = faults.take(Effect.Repeat.class, moment)
                .map(Effect.Repeat::copies)
                .orElse(1);
        Duration delay =
                faults.take(Effect.Delay.class, moment).map(Effect.Delay::delay).orElse(Duration.ZERO);
        Optional<Effect.Shuffle> shuffle = faults.take(Effect.Shuffle.class, moment);
        for (int copy = 0; copy < copies; copy++) {
            if (shuffle.isPresent()) {
                long nanos = Math.max(1, shuffle.get().most().toNanos());
                Duration own = Duration.ofNanos(faults.chance(moment, copy).nextLong(nanos));
                firstTry(prediction, message, delay.plus(own));
            } else if (copy > 0) {
                firstTry(prediction, message, delay);
            } else {
                CompletableFuture<Void> tried = new CompletableFuture<>();
                var unused = prediction
                        .deliverAfterOthers(tried)
                        .thenRun(() -> timers.after(delay, () -> attempt(message, 1, tried)));
            }
        }
    }

    private void firstTry(Prediction prediction, Message message, Duration delay) {
        CompletableFuture<Void> tried = new CompletableFuture<>();
        prediction.deliverBeside(tried);
        timers.after(delay, () -> attempt(message, 1, tried));
    }

    /** Sends one of the latest messages once more, under its id; false when it is not kept any more. */
    boolean resend(String webhookId) {
        Optional<Message> message = sent.find(webhookId);
        message.ifPresent(again -> attempt(again, 1, new CompletableFuture<>()));
        return message.isPresent();
    }

    private void attempt(Message message, int number, CompletableFuture<Void> tried) {
        timers.began();
        var unused = post.send(message.webhook().url(), message.webhookId(), clock.instant(), message.body())
                .thenAccept(status -> {
                    received.webhookSent(message, number, status);
                    tried.complete(null);
                    boolean taken = status >= 200 && status < 300;
                    if (!taken && message.event() == WebhookEvent.COMPLETED && number <= retries.size()) {
                        timers.after(retries.get(number - 1), () -> attempt(message, number + 1, tried));
                    }
                    timers.finished();
                });
    }

    /** One webhook, whatever the number of its copies and tries. */
    static final class Message {

        private final String predictionId;
        private final String model;
        private final String webhookId;
        private final WebhookEvent event;
        private final Webhook webhook;
        private final byte[] body;

        Message(Prediction prediction, Webhook webhook, WebhookEvent event, String webhookId, byte[] body) {
            this.predictionId = prediction.id();
            this.model = prediction.modelName();
            this.webhook = webhook;
            this.event = event;
            this.webhookId = webhookId;
            this.body = body;
        }

        String predictionId() {
            return predictionId;
        }

        String model() {
            return model;
        }

        String webhookId() {
            return webhookId;
        }

        WebhookEvent event() {
            return event;
        }

        Webhook webhook() {
            return webhook;
        }

        byte[] body() {
            return body;
        }
    }
}
