package dev.hookline.workflow.engine;

import dev.hookline.workflow.internal.run.Held;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an engine, and their end. */
final class EngineThreads {
    private final ExecutorService workers;
    private final ScheduledExecutorService timer;
    private final Duration patience;

    private EngineThreads(ExecutorService workers, ScheduledExecutorService timer, Duration patience) {
        this.workers = workers;
        this.timer = timer;
        this.patience = patience;
    }

    static EngineThreads create(int workers, Duration patience) {
        return new EngineThreads(
                Executors.newFixedThreadPool(workers, named("hookline-worker-")),
                Executors.newSingleThreadScheduledExecutor(named("hookline-timer-")),
                patience);
    }

    ExecutorService workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Takes no more work, waits for what is under way, creates whose answer is awaited among it, and ends the threads. */
    void close(Held held) {
        try {
            held.close(patience);
            timer.shutdownNow();
            workers.shutdown();
            if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            timer.shutdownNow();
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
