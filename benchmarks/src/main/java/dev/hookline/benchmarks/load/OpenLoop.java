package dev.hookline.benchmarks.load;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Starts jobs at a fixed rate, however long those before them take. */
public final class OpenLoop {
    private static final int STARTERS = 16;

    private final AtomicInteger next = new AtomicInteger();
    private final double perSecond;

    /** @param perSecond how many a second */
    public OpenLoop(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Starts as many as belong to so many seconds, and returns when the last one was started. */
    public void run(IntConsumer start, int seconds) throws InterruptedException {
        int first = next.get();
        int end = first + (int) (perSecond * seconds);
        Pace pace = new Pace(System.nanoTime(), perSecond);
        Thread[] starters = new Thread[STARTERS];
        for (int i = 0; i < STARTERS; i++) {
            starters[i] = new Thread(
                    () -> {
                        for (int job = next.getAndIncrement(); job < end; job = next.getAndIncrement()) {
                            pace.await(job - first);
                            start.accept(job);
                        }
                    },
                    "starter-" + i);
            starters[i].start();
        }
        for (Thread starter : starters) {
            starter.join();
        }
        next.set(end);
    }
}
