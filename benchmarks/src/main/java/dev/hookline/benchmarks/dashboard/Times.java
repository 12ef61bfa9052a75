package dev.hookline.benchmarks.dashboard;

import dev.hookline.benchmarks.report.Quantity;
import java.util.List;

/**
 * How long something took, time after time. Immutable.
 *
 * @param nanos at least one, the shortest first
 */
record Times(List<Long> nanos) {
    Times {
        nanos = nanos.stream().sorted().toList();
    }

    int count() {
        return nanos.size();
    }

    Quantity median() {
        return Quantity.millis((nanos.get((count() - 1) / 2) + nanos.get(count() / 2)) / 2.0);
    }

    /** The shortest one that so many of all do not exceed. */
    Quantity quantile(double share) {
        return Quantity.millis(nanos.get(Math.max(0, (int) Math.ceil(count() * share) - 1)));
    }

    Quantity longest() {
        return quantile(1);
    }
}
