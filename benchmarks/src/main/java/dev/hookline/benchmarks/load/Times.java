package dev.hookline.benchmarks.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long something took each time, in nanoseconds. Thread-safe. */
public final class Times {
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    /** None yet. */
    public Times() {}

    /** Takes note of one. */
    public void add(long time) {
        nanos.add(time);
    }

    /** Forgets all. */
    public void clear() {
        nanos.clear();
    }

    /** How many there are. */
    public int count() {
        return nanos.size();
    }

    /** The time that this share of them did not exceed; 0.5 gives the median, 1 the longest. */
    public double quantile(double share) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalStateException("Nothing was timed");
        }
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
    }
}
