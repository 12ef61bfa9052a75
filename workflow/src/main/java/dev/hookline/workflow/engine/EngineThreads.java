package dev.hookline.workflow.engine;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of an engine, and their end. */
final class EngineThreads implements AutoCloseable {
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

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
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
