package dev.hookline.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a prediction streams, kept so that it can be read from any point, by readers that wait for more. Thread-safe. */
final class StreamLog {

    /** Guarded by this. */
    private final List<Event> events = new ArrayList<>(0);
    /** Guarded by this. */
    private boolean closed;

    /** @param kept whether anything is kept; else it is as if closed */
    StreamLog(boolean kept) {
        this.closed = !kept;
    }

    /** @param id counted from 1 */
    record Event(int id, String type, String data) {}

    synchronized void append(String type, String data) {
        if (!closed) {
            events.add(new Event(events.size() + 1, type, data));
            notifyAll();
        }
    }

    /** Ends the stream. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** The events after the one of an id; waits for the next when there is none yet, until it is closed or time is up. */
    synchronized List<Event> after(int id, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (events.size() <= id && !closed && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
        return List.copyOf(events.subList(Math.min(Math.max(0, id), events.size()), events.size()));
    }

    /** Ends the stream and forgets it. */
    synchronized void clear() {
        events.clear();
        close();
    }
}
