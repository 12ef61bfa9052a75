package dev.hookline.workflow.internal.transition;

import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobId;
import dev.hookline.workflow.TransientErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * All that a decision depends on besides the job and the event.
 *
 * @param now the time
 * @param node the node that decides
 * @param room how much of the work that comes of the decision the node takes; the rest is left to whichever is free
 * @param rules what the engine was told once and for all
 * @param random where ids, tokens and jitter come from
 */
public record Context(Instant now, String node, int room, Rules rules, RandomGenerator random) {

    /**
     * What an engine is told once and for all.
     *
     * @param lease how long a node keeps work that it has taken, unless it renews
     * @param grace how long a create whose answer was lost waits for a webhook before it is made again
     * @param transientErrors which failures are worth another attempt
     */
    public record Rules(Duration lease, Duration grace, TransientErrors transientErrors) {}

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
