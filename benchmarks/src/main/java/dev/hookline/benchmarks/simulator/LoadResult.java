package dev.hookline.benchmarks.simulator;

/**
 * What came of a load.
 *
 * @param tally what was created and taken
 * @param sinkConnections how many connections the webhooks came by
 * @param seconds until the last webhook was taken
 * @param simulatorSeconds of processor time that the simulator took
 * @param ownSeconds of processor time that this process took
 * @param loadAverage the machine's, at the end
 */
record LoadResult(
        Tally tally,
        int sinkConnections,
        double seconds,
        double simulatorSeconds,
        double ownSeconds,
        double loadAverage) {

    long created() {
        return tally.createdCount();
    }

    long taken() {
        return tally.takenCount();
    }

    long repeated() {
        return tally.repeatedCount();
    }

    double perSecond() {
        return taken() / seconds;
    }

    double simulatorShare() {
        return simulatorSeconds / seconds;
    }

    double ownShare() {
        return ownSeconds / seconds;
    }

    /** From create sent to webhook taken. */
    double millis(double quantile) {
        long[] nanos = tally.sortedNanos();
        return nanos[(int) (nanos.length * quantile)] / 1e6;
    }
}
