package dev.hookline.dashboard.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One browser that listens. Nothing is written unless the connection takes it at once; what it does not take waits here,
 * up to a limit, and who falls behind further is disconnected, to connect again and read anew. Thread-safe.
 */
final class EventClient implements WriteListener {
    private static final int MAX_WAITING = 256;

    private final String owner;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Consumer<EventClient> onEnd;

    /** Guards all that follows. Writes under it never block, since they are made only when the stream is ready. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private boolean opened;
    private boolean ended;
    private boolean unflushed;

    EventClient(String owner, AsyncContext context, ServletOutputStream out, Consumer<EventClient> onEnd) {
        this.owner = owner;
        this.context = context;
        this.out = out;
        this.onEnd = onEnd;
    }

    /** Whether it may hear of jobs of this owner. */
    boolean isOf(@Nullable String jobOwner) {
        return owner.equals(jobOwner);
    }

    /** Sends a message, or keeps it until the connection takes it; returns at once. */
    void send(byte[] message) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (waiting.size() >= MAX_WAITING) {
                end();
                return;
            }
            waiting.add(message);
            if (opened) {
                drain();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            end();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onWritePossible() {
        lock.lock();
        try {
            opened = true;
            if (!ended) {
                drain();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    private void drain() {
        try {
            while (out.isReady() && (unflushed || !waiting.isEmpty())) {
                if (waiting.isEmpty()) {
                    out.flush();
                    unflushed = false;
                } else {
                    out.write(waiting.remove());
                    unflushed = true;
                }
            }
        } catch (IOException | IllegalStateException e) { // the browser has gone, or the container has given up
            end();
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        waiting.clear();
        onEnd.accept(this);
        try {
            context.complete();
        } catch (IllegalStateException e) { // the container has completed it already
            unflushed = false;
        }
    }
}
