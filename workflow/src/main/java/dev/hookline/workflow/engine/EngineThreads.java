package dev.hookline.workflow.engine;

import dev.hookline.workflow.internal.run.Held;
import dev.hookline.workflow.internal.run.NamedThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads of an engine, and their end; those that were passed in are left running. */
final class EngineThreads {
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final @Nullable ExecutorService ownWorkers;
    private final @Nullable ScheduledExecutorService ownTimer;

    private EngineThreads(
            Executor workers,
            ScheduledExecutorService timer,
            @Nullable ExecutorService ownWorkers,
            @Nullable ScheduledExecutorService ownTimer) {
        this.workers = workers;
        this.timer = timer;
        this.ownWorkers = ownWorkers;
        this.ownTimer = ownTimer;
    }

    static EngineThreads create(
            @Nullable Executor givenWorkers, int ownWorkerCount, @Nullable ScheduledExecutorService givenTimer) {
        Executor workers = givenWorkers;
        ExecutorService ownWorkers = null;
        if (workers == null) {
            ownWorkers = Executors.newFixedThreadPool(ownWorkerCount, new NamedThreads("hookline-worker-"));
            workers = ownWorkers;
        }
        ScheduledExecutorService timer = givenTimer;
        ScheduledExecutorService ownTimer = null;
        if (timer == null) {
            ownTimer = Executors.newSingleThreadScheduledExecutor(new NamedThreads("hookline-timer-"));
            timer = ownTimer;
        }
        return new EngineThreads(workers, timer, ownWorkers, ownTimer);
    }

    Executor workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Takes no more work, waits for what is under way, creates whose answer is awaited among it, and ends the threads. */
    void close(Held held, Duration patience) {
        try {
            held.close(patience);
            endTimer();
            endWorkers();
        } catch (InterruptedException e) {
            endTimer();
            if (ownWorkers != null) {
                ownWorkers.shutdownNow();
            }
            Thread.currentThread().interrupt();
        }
    }

    private void endTimer() {
        if (ownTimer != null) {
            ownTimer.shutdownNow();
        }
    }

    private void endWorkers() throws InterruptedException {
        if (ownWorkers != null) {
            ownWorkers.shutdown();
            if (!ownWorkers.awaitTermination(1, TimeUnit.SECONDS)) {
                ownWorkers.shutdownNow();
            }
        }
    }
}
