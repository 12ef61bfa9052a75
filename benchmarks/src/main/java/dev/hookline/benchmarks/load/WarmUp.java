package dev.hookline.benchmarks.load;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Waits while a rate still grows: until then much of the processors' time is the compilers'. */
final class WarmUp {
    private static final int WINDOW_SECONDS = 5;
    private static final double GROWTH = 1.03;
    private static final int SETTLED_WINDOWS = 2;

    private WarmUp() {}

    /** Ends when two windows in a row were no faster than the fastest before, or after so many seconds. */
    static void run(LongSupplier count, int maxSeconds) throws InterruptedException {
        double fastest = 0;
        int settled = 0;
        for (int seconds = 0; seconds < maxSeconds && settled < SETTLED_WINDOWS; seconds += WINDOW_SECONDS) {
            long before = count.getAsLong();
            TimeUnit.SECONDS.sleep(WINDOW_SECONDS);
            double rate = count.getAsLong() - before;
            settled = rate > fastest * GROWTH ? 0 : settled + 1;
            fastest = Math.max(fastest, rate);
        }
    }
}
