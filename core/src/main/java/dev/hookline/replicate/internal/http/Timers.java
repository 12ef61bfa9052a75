package dev.hookline.replicate.internal.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs things later: the scheduler keeps the time, the executor does the work, so that no callback can hold it up. */
public final class Timers {
    private final ScheduledExecutorService scheduler;
    private final Executor executor;

    public Timers(ScheduledExecutorService scheduler, Executor executor) {
        this.scheduler = scheduler;
        this.executor = executor;
    }

    /** Plans an action; once the scheduler is shut down nothing is planned any more, which ends no read under way. */
    Alarm alarm(Duration delay, Runnable action) {
        return alarmOr(delay, action, () -> {});
    }

    /** Plans an action, and does another instead when nothing can be planned any more. */
    Alarm alarmOr(Duration delay, Runnable action, Runnable otherwise) {
        try {
            Future<?> planned = scheduler.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> planned.cancel(false);
        } catch (RejectedExecutionException closed) {
            otherwise.run();
            return () -> {};
        }
    }

    /** Runs the action on the executor, or here when that no longer takes work. */
    void run(Runnable action) {
        try {
            executor.execute(action);
        } catch (RejectedExecutionException closed) {
            action.run();
        }
    }

    /** A planned action that can be called off. */
    interface Alarm {
        void cancel();
    }
}
