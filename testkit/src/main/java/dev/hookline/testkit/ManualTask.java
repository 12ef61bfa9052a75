package dev.hookline.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task of {@link ManualTime}. Its place in the queue is set under that one's lock, while it is not in the queue. */
final class ManualTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final ManualTime time;
    private final ManualTime.Times times;
    private volatile Instant at = Instant.MIN;
    private volatile long number;
    private boolean loud;
    private volatile @Nullable Throwable failure;

    ManualTask(ManualTime time, Callable<V> task, ManualTime.Times times) {
        super(task);
        this.time = time;
        this.times = times;
    }

    /** Nobody holds the future of this one, so that what it throws has to come out elsewhere. */
    ManualTask<V> loud() {
        loud = true;
        return this;
    }

    void place(Instant newAt, long newNumber) {
        at = newAt;
        number = newNumber;
    }

    Instant at() {
        return at;
    }

    Duration delay() {
        return times.delay();
    }

    void throwIfLoud() {
        Throwable thrown = failure;
        if (loud && thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (loud && thrown instanceof Error error) {
            throw error;
        }
    }

    @Override
    public boolean isPeriodic() {
        return times.period() != null;
    }

    @Override
    public void run() {
        Duration period = times.period();
        if (period == null) {
            super.run();
        } else if (runAndReset()) {
            time.repeat(this, at.plus(period));
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean canceled = super.cancel(mayInterruptIfRunning);
        time.remove(this);
        return canceled;
    }

    @Override
    protected void setException(Throwable thrown) {
        failure = thrown;
        super.setException(thrown);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Duration.between(time.instant(), at));
    }

    @Override
    public int compareTo(Delayed other) {
        if (other instanceof ManualTask<?> task) {
            int byTime = at.compareTo(task.at);
            return byTime != 0 ? byTime : Long.compare(number, task.number);
        }
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
