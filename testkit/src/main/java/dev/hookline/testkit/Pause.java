package dev.hookline.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A place at which one thread stops until a test lets it go on. Thread-safe.
 *
 * @see FaultyJobStore#pauseBefore
 */
public final class Pause {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Pause() {}

    /** Waits until a thread has stopped here; fails the test when none has within 30 seconds. */
    public void awaitReached() {
        await(reached, "No thread has come to the pause");
    }

    /** Lets the thread go on; one that comes later does not stop. */
    public void release() {
        released.countDown();
    }

    void take() {
        reached.countDown();
        await(released, "The pause was not released");
    }

    private static void await(CountDownLatch latch, String complaint) {
        try {
            if (!latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(complaint + " within " + LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(complaint + ": interrupted", e);
        }
    }
}
