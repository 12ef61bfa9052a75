package dev.hookline.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The latest of many. Thread-safe. */
final class Recent<T> {

    private final int most;
    /** Guarded by this. */
    private final Deque<T> entries = new ArrayDeque<>();

    Recent(int most) {
        this.most = most;
    }

    /** Adds one; gives the oldest when it had to go. */
    synchronized Optional<T> add(T entry) {
        entries.addLast(entry);
        return entries.size() > most ? Optional.of(entries.removeFirst()) : Optional.empty();
    }

    /** A copy, the oldest first. */
    synchronized List<T> list() {
        return List.copyOf(entries);
    }
}
