package dev.hookline.simulator;

import dev.hookline.simulator.Courier.Message;
import dev.hookline.simulator.Faults.Moment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which webhooks one prediction's life gives: those its filter asks for, {@code output} and {@code logs} at most
 * every 500 ms, each with the prediction as it is at that moment. Thread-safe; one for each prediction.
 */
final class Announcer {

    private static final Duration APART = Duration.ofMillis(500);

    private final Prediction prediction;
    private final View json;
    private final Courier courier;
    private final Faults faults;
    private final Timers timers;
    private final InstantSource clock;
    private final Ids ids;
    /** Guarded by this. */
    private final Map<WebhookEvent, Instant> lastSent = new EnumMap<>(WebhookEvent.class);
    /** Guarded by this: the throttled events that a timer will announce. */
    private final Set<WebhookEvent> waiting = EnumSet.noneOf(WebhookEvent.class);
    /** Guarded by this: what is held back to be sent in reverse; null when nothing is. */
    private @Nullable Deque<Message> heldBack;

    Announcer(Prediction prediction, View json, Courier courier, Machinery machinery) {
        this.prediction = prediction;
        this.json = json;
        this.courier = courier;
        this.faults = machinery.faults();
        this.timers = machinery.timers();
        this.clock = machinery.clock();
        this.ids = machinery.ids();
        this.heldBack = faults.take(Effect.Reverse.class, moment("")).isPresent() ? new ArrayDeque<>() : null;
    }

    Moment moment(String event) {
        return moment(prediction, event);
    }

    static Moment moment(Prediction prediction, String event) {
        Prediction.Origin origin = prediction.origin();
        return new Moment(prediction.modelName(), prediction.state().input(), origin.number(), event);
    }

    void announce(WebhookEvent event) {
        Optional<Webhook> webhook = prediction.origin().webhook();
        if (webhook.isPresent() && webhook.get().events().contains(event)) {
            send(webhook.get(), event);
        }
    }

    /** Announces output or logs now, or when half a second has gone by since the last; never after the end. */
    void announceThrottled(WebhookEvent event) {
        Duration wait;
        synchronized (this) {
            if (waiting.contains(event)) {
                return; // It will carry this piece too.
            }
            Instant now = clock.instant();
            Instant last = lastSent.get(event);
            wait = last == null ? Duration.ZERO : Duration.between(now, last.plus(APART));
            if (wait.isNegative() || wait.isZero()) {
                lastSent.put(event, now);
            } else {
                waiting.add(event);
            }
        }
        if (wait.isNegative() || wait.isZero()) {
            announce(event);
        } else {
            timers.after(wait, () -> announceLate(event));
        }
    }

    private void announceLate(WebhookEvent event) {
        synchronized (this) {
            waiting.remove(event);
            lastSent.put(event, clock.instant());
        }
        if (!prediction.state().status().isTerminal()) {
            announce(event);
        }
    }

    private void send(Webhook webhook, WebhookEvent event) {
        Message message = new Message(prediction, webhook, event, "msg_" + ids.next(), Json.bytes(json.of(prediction)));
        for (Message due : holdBack(message)) {
            courier.deliver(prediction, due, moment(due.event().name()));
        }
    }

    /** What is to be sent now: the message, or nothing until the last, and then all in reverse. */
    private synchronized List<Message> holdBack(Message message) {
        if (heldBack == null) {
            return List.of(message);
        }
        heldBack.addFirst(message);
        if (message.event() != WebhookEvent.COMPLETED) {
            return List.of();
        }
        List<Message> reversed = List.copyOf(heldBack);
        heldBack = null;
        return reversed;
    }
}
