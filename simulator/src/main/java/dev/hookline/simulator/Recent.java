package dev.hookline.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/** The latest of many, numbered from 0, bounded by their number and by their weight. Thread-safe. */
final class Recent<T> {

    private final int most;
    private final long mostWeight;
    private final ToLongFunction<T> weight;
    /** Guarded by this, as are the two below. */
    private final Deque<T> entries = new ArrayDeque<>();

    private long first;
    private long weighed;

    Recent(int most, long mostWeight, ToLongFunction<T> weight) {
        this.most = most;
        this.mostWeight = mostWeight;
        this.weight = weight;
    }

    /** Adds one; those that have to go for it, the oldest, are told one by one. The latest stays, whatever it weighs. */
    synchronized void add(T entry, Consumer<T> gone) {
        entries.addLast(entry);
        weighed += weight.applyAsLong(entry);
        while (entries.size() > most || (weighed > mostWeight && entries.size() > 1)) {
            T oldest = entries.removeFirst();
            first++;
            weighed -= weight.applyAsLong(oldest);
            gone.accept(oldest);
        }
    }

    /** A copy, the oldest first. */
    synchronized List<T> list() {
        return List.copyOf(entries);
    }

    /** Some of them, from a number on, or from the first that is kept. */
    synchronized Stretch<T> from(long number, int limit) {
        long skipped = Math.min(Math.max(0, number - first), entries.size());
        List<T> some = entries.stream().skip(skipped).limit(limit).toList();
        long end = skipped + some.size();
        return new Stretch<>(some, first + end, end < entries.size());
    }

    /**
     * Entries in order.
     *
     * @param next the number of the one after them
     * @param more whether it has come
     */
    record Stretch<T>(List<T> entries, long next, boolean more) {

        Stretch {
            entries = List.copyOf(entries);
        }
    }
}
