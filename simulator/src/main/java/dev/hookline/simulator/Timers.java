package dev.hookline.simulator;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs things later, or elsewhere, and keeps account of what is under way. What comes due after the simulator was closed is
 * dropped. Thread-safe.
 */
final class Timers {

    private final Schedule schedule;
    private final Executor workers;

    Timers(Schedule schedule, Executor workers) {
        this.schedule = schedule;
        this.workers = workers;
    }

    /** Hands a task, which does not block, to the workers after a delay, or runs it at once when there is none. */
    void after(Duration delay, Runnable task) {
        var unused = revocablyAfter(delay, task);
    }

    /** The same; what it returns drops the task and all it holds on to, unless it has begun. */
    Runnable revocablyAfter(Duration delay, Runnable task) {
        if (delay.isZero() || delay.isNegative()) {
            task.run();
            return () -> {};
        }
        try {
            return schedule.after(delay, () -> run(workers, task));
        } catch (RejectedExecutionException closed) {
            return () -> {}; // The simulator was closed; nobody waits for the task any more.
        }
    }

    /** Hands a task to an executor. */
    void run(Executor executor, Runnable task) {
        began();
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    finished();
                }
            });
        } catch (RejectedExecutionException closed) {
            finished();
        }
    }

    /** Says that something began elsewhere; followed by {@link #finished} once it and its consequences are done. */
    void began() {
        schedule.began();
    }

    void finished() {
        schedule.finished();
    }
}
