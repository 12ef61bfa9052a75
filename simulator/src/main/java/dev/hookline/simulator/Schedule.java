package dev.hookline.simulator;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What waits, by real or virtual time. */
interface Schedule {

    /**
     * Runs a short task after a delay.
     *
     * @throws java.util.concurrent.RejectedExecutionException when it was shut down
     */
    void after(Duration delay, Runnable task);

    /** Something is under way until {@link #finished}; virtual time waits for it. */
    void began();

    /** Ends what {@link #began}. */
    void finished();

    static Schedule of(ScheduledExecutorService scheduler) {
        return new Schedule() {
            @Override
            public void after(Duration delay, Runnable task) {
                var unused = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
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
            public void after(Duration delay, Runnable task) {
                time.schedule(delay, task);
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
