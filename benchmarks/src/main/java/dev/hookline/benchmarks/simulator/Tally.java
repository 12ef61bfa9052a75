package dev.hookline.benchmarks.simulator;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Which predictions were created and whose webhook came, and how long that took. Thread-safe. */
final class Tally {

    private final int total;
    private final Semaphore window;
    private final AtomicLongArray sentAt;
    private final AtomicLongArray took;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch all;
    private final AtomicLong created = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();

    /** @param window how many may be under way at once */
    Tally(int total, int window) {
        this.total = total;
        this.window = new Semaphore(window);
        this.sentAt = new AtomicLongArray(total);
        this.took = new AtomicLongArray(total);
        this.all = new CountDownLatch(total);
    }

    /** The number of the next prediction to create, once there is room for it; -1 when there are enough. */
    int begin() throws InterruptedException {
        int number = next.getAndIncrement();
        if (number >= total) {
            return -1;
        }
        if (!window.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("No webhook came for 30 s; " + taken + " of " + created + " were taken");
        }
        sentAt.set(number, System.nanoTime());
        return number;
    }

    void created() {
        created.incrementAndGet();
    }

    void taken(int number) {
        if (took.compareAndSet(number, 0, Math.max(1, System.nanoTime() - sentAt.get(number)))) {
            taken.incrementAndGet();
            all.countDown();
            window.release();
        } else {
            repeated.incrementAndGet();
        }
    }

    long createdCount() {
        return created.get();
    }

    long takenCount() {
        return taken.get();
    }

    long repeatedCount() {
        return repeated.get();
    }

    /** Waits until each webhook was taken, or the time is over. */
    void awaitAll(int seconds) throws InterruptedException {
        all.await(seconds, TimeUnit.SECONDS);
    }

    /** From create sent to webhook taken, in nanoseconds, the quickest first; 0 for one that was not taken. */
    long[] sortedNanos() {
        long[] nanos = new long[total];
        for (int i = 0; i < total; i++) {
            nanos[i] = took.get(i);
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
