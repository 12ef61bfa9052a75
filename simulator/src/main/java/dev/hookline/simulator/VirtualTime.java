package dev.hookline.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it. {@link #advance} goes from one due event to the next and waits, before each
 * step, until what was under way has come to rest: models have run, webhooks were answered, and what they scheduled counts
 * too. So an hour passes in milliseconds, and everything that would happen in it has happened when the call returns.
 *
 * <p>Give it to one simulator by {@link SimulatorBuilder#time(VirtualTime)}, and to the code under test as its clock.
 * Thread-safe.
 */
public final class VirtualTime implements InstantSource {

    private static final long PATIENCE_SECONDS = 60;

    /** Guards everything below. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition idle = lock.newCondition();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::ordinal));
    private Instant now;
    private long ordinals;
    private int busy;

    private VirtualTime(Instant start) {
        this.now = start;
    }

    /** Time that stands at a moment. */
    public static VirtualTime startingAt(Instant start) {
        return new VirtualTime(start);
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
     * Moves on, and lets everything happen that becomes due on the way. To be called by one thread at a time.
     *
     * @throws IllegalStateException when something does not come to rest within a minute of real time
     */
    public void advance(Duration by) {
        Instant target = instant().plus(by);
        for (Due next = takeDue(target); next != null; next = takeDue(target)) {
            next.task().run();
        }
    }

    /** Waits until nothing is under way; gives what is due next, or moves to the target when there is no such thing. */
    private @Nullable Due takeDue(Instant target) {
        lock.lock();
        try {
            awaitIdle();
            Due next = due.peek();
            if (next == null || next.at().isAfter(target)) {
                now = target;
                return null;
            }
            now = next.at().isAfter(now) ? next.at() : now;
            return due.poll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitIdle() {
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (busy > 0) {
                if (left <= 0) {
                    throw new IllegalStateException("Something did not come to rest within " + PATIENCE_SECONDS + " s");
                }
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while time was moved", e);
        }
    }

    /** Runs a task when its time comes; what it returns drops it. */
    Runnable schedule(Duration delay, Runnable task) {
        lock.lock();
        try {
            Due entry = new Due(now.plus(delay), ordinals++, task);
            due.add(entry);
            return () -> drop(entry);
        } finally {
            lock.unlock();
        }
    }

    private void drop(Due entry) {
        lock.lock();
        try {
            due.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Counts something that is under way; each call is followed by one of {@link #finished}. */
    void began() {
        lock.lock();
        try {
            busy++;
        } finally {
            lock.unlock();
        }
    }

    void finished() {
        lock.lock();
        try {
            busy--;
            if (busy == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private record Due(Instant at, long ordinal, Runnable task) {}
}
