package dev.hookline.replicate.internal.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may be under way at once; the others wait in line, and hold neither a thread nor a connection. Over
 * HTTP/1.1 each call takes a connection of its own, and a process may have about a thousand. Thread-safe.
 */
public final class Slots {
    /** Guards the two fields below; nothing is run under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Queue<BooleanSupplier> waiting = new ArrayDeque<>();
    private int free;

    public Slots(int count) {
        this.free = count;
    }

    boolean tryAcquire() {
        lock.lock();
        try {
            if (free == 0) {
                return false;
            }
            free--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs the action once there is a slot. It says whether it took the slot, to release it later; in a loop, not one
     * inside the other, since thousands may have lost interest while they waited.
     */
    void acquire(BooleanSupplier action) {
        lock.lock();
        try {
            if (free == 0) {
                waiting.add(action);
                return;
            }
            free--;
        } finally {
            lock.unlock();
        }
        if (!action.getAsBoolean()) {
            release();
        }
    }

    void release() {
        @Nullable BooleanSupplier next = next();
        while (next != null && !next.getAsBoolean()) {
            next = next();
        }
    }

    /** Who takes over the slot; when there is nobody it is free. */
    private @Nullable BooleanSupplier next() {
        lock.lock();
        try {
            BooleanSupplier next = waiting.poll();
            free += next == null ? 1 : 0;
            return next;
        } finally {
            lock.unlock();
        }
    }
}
