package dev.hookline.simulator;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs things later. What comes due after the simulator was closed is dropped. Thread-safe. */
final class Timers {

    private final ScheduledExecutorService scheduler;
    private final Executor workers;

    Timers(ScheduledExecutorService scheduler, Executor workers) {
        this.scheduler = scheduler;
        this.workers = workers;
    }

    /** Hands a task to the workers after a delay, or at once when there is none. */
    void after(Duration delay, Runnable task) {
        if (delay.isZero() || delay.isNegative()) {
            work(task);
            return;
        }
        try {
            var unused = scheduler.schedule(() -> work(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // The simulator was closed; nobody waits for the task any more.
        }
    }

    private void work(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException closed) {
            // As above.
        }
    }
}
