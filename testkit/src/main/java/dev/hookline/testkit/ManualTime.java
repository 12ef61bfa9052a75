package dev.hookline.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands still, and an executor whose tasks run when a test moves the clock to their time.
 *
 * <p>{@link #advance} and {@link #runDue} run tasks in the thread that calls them, in the order of their times and, at
 * the same time, in the order in which they were given; while a task runs, the clock shows the task's time. What a task
 * schedules runs in the same call when its time lies within. {@link #execute} runs nothing by itself: its task is due at
 * once, and runs with the next call.
 *
 * <p>A failure of a task that was scheduled or submitted is found in its future, as with the executors of the JDK; that
 * of one given to {@link #execute} comes out of the call that ran it.
 *
 * <p>After {@link #shutdown}, tasks that are waiting still run when their time comes, repeated ones do not, and no new
 * ones are taken. {@link #awaitTermination} does not wait, since time does not pass by itself.
 *
 * <p>Thread-safe: any thread may read the clock and give tasks; one thread at a time moves the clock.
 */
public final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {
    /** Guards the clock and the queue. No task runs under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final PriorityQueue<ManualTask<?>> queue = new PriorityQueue<>();
    private Instant now;
    private long given;
    private boolean advancing;
    private boolean shutdown;

    private ManualTime(Instant start) {
        this.now = start;
    }

    /** Creates a clock that shows 2026-01-01T00:00:00Z. */
    public static ManualTime create() {
        return startingAt(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Creates a clock that shows the given time. */
    public static ManualTime startingAt(Instant start) {
        return new ManualTime(start);
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the clock on and runs what falls due on the way.
     *
     * @throws IllegalArgumentException when the time is negative
     * @throws IllegalStateException when the clock is being moved already: by a task, or by another thread
     */
    public void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Time does not go back: " + time);
        }
        advanceTo(begin().plus(time));
    }

    /** Runs what is due now, and leaves the clock where it is. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** How many tasks are waiting, whether or not they are due. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void execute(Runnable command) {
        enqueue(new ManualTask<>(this, Executors.callable(command), Times.once(Duration.ZERO)).loud());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new ManualTask<>(this, Executors.callable(command), Times.once(of(delay, unit))));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(new ManualTask<>(this, callable, Times.once(of(delay, unit))));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        Times times = new Times(of(initialDelay, unit), positive(of(period, unit)));
        return add(new ManualTask<>(this, Executors.callable(command), times));
    }

    /** Repeats a task; since the clock stands still while it runs, this is the same as a fixed rate. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initialDelay, delay, unit);
    }

    @Override
    public void shutdown() {
        lock.lock();
        try {
            shutdown = true;
            List<ManualTask<?>> repeated =
                    queue.stream().filter(ManualTask::isPeriodic).toList();
            repeated.forEach(task -> task.cancel(false));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        lock.lock();
        try {
            shutdown = true;
            List<Runnable> never = new ArrayList<>(queue);
            queue.clear();
            return never;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return shutdown && queue.isEmpty() && !advancing;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    void remove(ManualTask<?> task) {
        lock.lock();
        try {
            queue.remove(task);
        } finally {
            lock.unlock();
        }
    }

    /** Puts a task that is to be repeated back, unless the executor has been shut down meanwhile. */
    void repeat(ManualTask<?> task, Instant at) {
        lock.lock();
        try {
            if (!shutdown && !task.isCancelled()) {
                task.place(at, given++);
                queue.add(task);
            }
        } finally {
            lock.unlock();
        }
    }

    /** When a task runs first, from now, and how often after that. */
    record Times(Duration delay, @Nullable Duration period) {
        static Times once(Duration delay) {
            return new Times(delay, null);
        }
    }

    private <V> ManualTask<V> add(ManualTask<V> task) {
        enqueue(task);
        return task;
    }

    private void enqueue(ManualTask<?> task) {
        lock.lock();
        try {
            if (shutdown) {
                throw new RejectedExecutionException("Shut down");
            }
            task.place(now.plus(task.delay()), given++);
            queue.add(task);
        } finally {
            lock.unlock();
        }
    }

    private void advanceTo(Instant end) {
        try {
            for (ManualTask<?> task = next(end); task != null; task = next(end)) {
                task.run();
                task.throwIfLoud();
            }
        } finally {
            finish();
        }
    }

    private Instant begin() {
        lock.lock();
        try {
            if (advancing) {
                throw new IllegalStateException("The clock is being moved already");
            }
            advancing = true;
            return now;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        lock.lock();
        try {
            advancing = false;
        } finally {
            lock.unlock();
        }
    }

    /** The next task until the end with the clock at its time, or null with the clock at the end. */
    private @Nullable ManualTask<?> next(Instant end) {
        lock.lock();
        try {
            ManualTask<?> task = queue.peek();
            if (task == null || task.at().isAfter(end)) {
                now = end;
                return null;
            }
            now = task.at();
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }

    /** What should have run already runs at once, and not in the past. */
    private static Duration of(long delay, TimeUnit unit) {
        return Duration.of(Math.max(delay, 0), unit.toChronoUnit());
    }

    private static Duration positive(Duration period) {
        if (period.isZero()) {
            throw new IllegalArgumentException("A period is above zero");
        }
        return period;
    }
}
