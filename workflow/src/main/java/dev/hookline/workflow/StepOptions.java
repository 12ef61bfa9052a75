package dev.hookline.workflow;

import dev.hookline.replicate.WebhookEventType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How long a step may take, how often it is tried, and what comes first. Immutable.
 *
 * <pre>{@code
 * flow.with(StepOptions.DEFAULTS.withDeadline(Duration.ofMinutes(2)).withMaxTries(5)).predict(…)
 * }</pre>
 *
 * @param deadline how long one attempt may take, 5 seconds at least: sent to Replicate as {@code Cancel-After}; a
 *     training is canceled by the engine, and a local step interrupted
 * @param lookUpAfter how long after its create an attempt's webhook counts as late, so that the prediction is looked up;
 *     later look-ups come at growing intervals
 * @param maxTries how many attempts are made at most, from 1; a further one is made only when the one before was lost or
 *     failed for a reason that {@linkplain TransientErrors may pass}
 * @param retryDelay how long after a failure the second attempt is made; each later one waits twice as long as the one
 *     before, 64 times this at most, and each is spread over half of its wait
 * @param events what Replicate sends webhooks for; {@link WebhookEventType#COMPLETED} is always among them
 * @param priority of work that is due at the same time, that of a higher priority comes first; 0 unless set
 * @param storesOutput whether files of an output are fetched and stored before the step counts as done; when not, their
 *     URLs stay as they are, and Replicate deletes what is behind them within an hour
 */
public record StepOptions(
        Duration deadline,
        Duration lookUpAfter,
        int maxTries,
        Duration retryDelay,
        Set<WebhookEventType> events,
        int priority,
        boolean storesOutput) {
    private static final Duration MIN_DEADLINE = Duration.ofSeconds(5);

    /**
     * A deadline of 10 minutes, a look-up after 2 minutes, 3 tries, the second after a second, webhooks for start and
     * end, no priority, outputs stored.
     */
    public static final StepOptions DEFAULTS = new StepOptions(
            Duration.ofMinutes(10),
            Duration.ofMinutes(2),
            3,
            Duration.ofSeconds(1),
            EnumSet.of(WebhookEventType.START, WebhookEventType.COMPLETED),
            0,
            true);

    /** @throws IllegalArgumentException when a value is out of its range */
    public StepOptions {
        if (deadline.compareTo(MIN_DEADLINE) < 0) {
            throw new IllegalArgumentException("A step's deadline is 5 seconds at least, not " + deadline);
        }
        if (lookUpAfter.isNegative() || lookUpAfter.isZero()) {
            throw new IllegalArgumentException("A step is looked up after a positive time, not " + lookUpAfter);
        }
        if (maxTries < 1) {
            throw new IllegalArgumentException("A step is tried once at least, not " + maxTries + " times");
        }
        if (retryDelay.isNegative()) {
            throw new IllegalArgumentException("A step is tried again after some time, not " + retryDelay);
        }
        if (!events.contains(WebhookEventType.COMPLETED)) {
            throw new IllegalArgumentException("A step ends by the completed webhook: it has to be among the events");
        }
        events = Set.copyOf(events);
    }

    /** The same with another deadline. */
    public StepOptions withDeadline(Duration replacement) {
        return new StepOptions(replacement, lookUpAfter, maxTries, retryDelay, events, priority, storesOutput);
    }

    /** The same with another time after which a webhook counts as late. */
    public StepOptions withLookUpAfter(Duration replacement) {
        return new StepOptions(deadline, replacement, maxTries, retryDelay, events, priority, storesOutput);
    }

    /** The same with another number of tries. */
    public StepOptions withMaxTries(int replacement) {
        return new StepOptions(deadline, lookUpAfter, replacement, retryDelay, events, priority, storesOutput);
    }

    /** The same with another wait before the second attempt. */
    public StepOptions withRetryDelay(Duration replacement) {
        return new StepOptions(deadline, lookUpAfter, maxTries, replacement, events, priority, storesOutput);
    }

    /** The same with webhooks for the given events, and for the end in any case. */
    public StepOptions withEvents(WebhookEventType... replacement) {
        Set<WebhookEventType> all = EnumSet.of(WebhookEventType.COMPLETED, replacement);
        return new StepOptions(deadline, lookUpAfter, maxTries, retryDelay, all, priority, storesOutput);
    }

    /** The same with another priority. */
    public StepOptions withPriority(int replacement) {
        return new StepOptions(deadline, lookUpAfter, maxTries, retryDelay, events, replacement, storesOutput);
    }

    /** The same, with the files of an output left where they are. */
    public StepOptions withoutStoring() {
        return new StepOptions(deadline, lookUpAfter, maxTries, retryDelay, events, priority, false);
    }
}
