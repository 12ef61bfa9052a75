package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import java.time.Duration;
import java.time.Instant;

/** How long to wait before something is tried again that an attempt needs: longer, the older the attempt is. */
final class Delays {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Delays() {}

    static Duration next(Attempt attempt, Instant now) {
        Duration half = Duration.between(attempt.createdAt(), now).dividedBy(2);
        if (half.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return half.compareTo(LONGEST) > 0 ? LONGEST : half;
    }
}
