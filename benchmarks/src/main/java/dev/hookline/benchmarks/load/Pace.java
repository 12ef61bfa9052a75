package dev.hookline.benchmarks.load;

import java.util.concurrent.locks.LockSupport;

/**
 * When each of many things is due.
 *
 * @param begin {@link System#nanoTime} of the first
 * @param perSecond how many a second; 0 for as many as go
 */
public record Pace(long begin, double perSecond) {

    /** Waits until the one of this number is due; the first has 0. */
    public void await(int number) {
        if (perSecond > 0) {
            long due = begin + (long) (number * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
