package dev.hookline.benchmarks.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;

/**
 * Keeps a number of jobs under way: whenever one has ended, the next one is started. Give {@link #ended} to what runs them,
 * as the one that hears of ends.
 */
public final class ClosedLoop {
    private static final int STARTERS = 16;
    private static final int SILENCE_SECONDS = 30;

    private final Semaphore room;
    private final int window;
    private final LongAdder ended = new LongAdder();
    private final AtomicInteger next = new AtomicInteger();

    /** @param window how many jobs are under way */
    public ClosedLoop(int window) {
        this.window = window;
        this.room = new Semaphore(window);
    }

    /** Takes note of a job that has ended. */
    public void ended() {
        ended.increment();
        room.release();
    }

    /** How many jobs have ended since the beginning. */
    public long count() {
        return ended.sum();
    }

    /**
     * Runs jobs until they end no faster than before, for so many seconds at most; then until some seconds are over and all of
     * them have ended. Gives how many ended in each of these seconds.
     */
    public double perSecond(IntConsumer start, int maxWarmUpSeconds, int seconds) throws InterruptedException {
        AtomicBoolean running = new AtomicBoolean(true);
        Thread[] starters = new Thread[STARTERS];
        for (int i = 0; i < STARTERS; i++) {
            starters[i] = new Thread(() -> startJobs(start, running), "starter-" + i);
            starters[i].start();
        }
        WarmUp.run(ended::sum, maxWarmUpSeconds);
        long from = System.nanoTime();
        long before = ended.sum();
        TimeUnit.SECONDS.sleep(seconds);
        double rate = (ended.sum() - before) * 1e9 / (System.nanoTime() - from);
        running.set(false);
        for (Thread starter : starters) {
            starter.join();
        }
        if (!room.tryAcquire(window, SILENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(window - room.availablePermits() + " jobs have not ended");
        }
        room.release(window);
        return rate;
    }

    private void startJobs(IntConsumer start, AtomicBoolean running) {
        try {
            while (running.get() && room.tryAcquire(SILENCE_SECONDS, TimeUnit.SECONDS)) {
                start.accept(next.incrementAndGet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
