package dev.hookline.simulator;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What waits, by real or virtual time. */
interface Schedule {

    /**
     * Runs a short task after a delay.
     *
     * @return what drops the task, unless it has begun
     * @throws java.util.concurrent.RejectedExecutionException when it was shut down
     */
    Runnable after(Duration delay, Runnable task);

    /** Something is under way until {@link #finished}; virtual time waits for it. */
    void began();

    /** Ends what {@link #began}. */
    void finished();

    static Schedule of(ScheduledExecutorService scheduler) {
        return new Schedule() {
            @Override
            public Runnable after(Duration delay, Runnable task) {
                Future<?> scheduled = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> scheduled.cancel(false);
            }

            @Override
            public void began() {}

            @Override
            public void finished() {}
        };
    }

    static Schedule of(VirtualTime time) {
        return new Schedule() {
            @Override
            public Runnable after(Duration delay, Runnable task) {
                return time.schedule(delay, task);
            }

            @Override
            public void began() {
                time.began();
            }

            @Override
            public void finished() {
                time.finished();
            }
        };
    }
}
