package dev.hookline.benchmarks.simulator;

import java.util.concurrent.locks.LockSupport;

/**
 * When each create is due.
 *
 * @param begin {@link System#nanoTime} of the first
 * @param perSecond how many a second; 0 for as many as go
 */
record Pace(long begin, int perSecond) {

    void await(int number) {
        if (perSecond > 0) {
            long due = begin + (long) (number * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
