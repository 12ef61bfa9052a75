package dev.hookline.workflow.internal.transition;

import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobId;
import dev.hookline.job.Phase;
import dev.hookline.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * All that a decision depends on besides the job and the event.
 *
 * @param now the time
 * @param node the name of the node that decides
 * @param takesWork whether the node takes the work that comes of the decision, or leaves it to whichever is free
 * @param timing the engine's durations
 * @param random where ids, tokens and jitter come from
 */
public record Context(Instant now, String node, boolean takesWork, Timing timing, RandomGenerator random) {

    /**
     * The engine's durations.
     *
     * @param lease how long a node keeps work that it has taken, unless it renews
     * @param grace how long a create whose answer was lost waits for a webhook before it is made again
     */
    public record Timing(Duration lease, Duration grace) {}

    Work work(Phase phase) {
        return takesWork ? Work.leased(phase, now.plus(timing.lease), node) : Work.dueAt(phase, now);
    }

    Work workIn(Phase phase, Duration delay) {
        return Work.dueAt(phase, now.plus(delay));
    }

    /** Between half of the duration and all of it. */
    Duration jittered(Duration duration) {
        long millis = duration.toMillis();
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    JobId newJobId() {
        return JobId.create(now, random);
    }

    CallbackToken newToken() {
        return CallbackToken.create(random);
    }
}
