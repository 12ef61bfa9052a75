package dev.hookline.simulator;

import dev.hookline.simulator.Courier.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The latest webhooks, so that a person can have one sent again. Bounded by number and by bytes. Thread-safe. */
final class SentMessages {

    private static final int MOST = 500;
    private static final long MOST_BYTES = 16 * 1024 * 1024;

    /** Guarded by this, as are the two below. */
    private final Deque<Message> inOrder = new ArrayDeque<>();

    private final Map<String, Message> byId = new HashMap<>();
    private long bytes;

    synchronized void add(Message message) {
        inOrder.addLast(message);
        byId.put(message.webhookId(), message);
        bytes += message.body().length;
        while (inOrder.size() > MOST || (bytes > MOST_BYTES && inOrder.size() > 1)) {
            Message oldest = inOrder.removeFirst();
            byId.remove(oldest.webhookId());
            bytes -= oldest.body().length;
        }
    }

    synchronized Optional<Message> find(String webhookId) {
        return Optional.ofNullable(byId.get(webhookId));
    }
}
