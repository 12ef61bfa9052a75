package dev.hookline.workflow;

import java.time.Duration;

/**
 * How long a prediction step may take and how often it is tried. Immutable.
 *
 * @param deadline how long one attempt may take, sent to Replicate as {@code Cancel-After}; 5 seconds at least
 * @param lookUpAfter how long after its create an attempt's webhook counts as late, so that the prediction is looked up;
 *     later look-ups come at growing intervals
 * @param maxTries how many predictions are created at most, from 1; a further one is made only when the one before was
 *     lost or failed for a reason that may pass
 */
public record StepOptions(Duration deadline, Duration lookUpAfter, int maxTries) {
    private static final Duration MIN_DEADLINE = Duration.ofSeconds(5);

    /** A deadline of 10 minutes, a look-up after 2 minutes, 3 tries. */
    public static final StepOptions DEFAULTS = new StepOptions(Duration.ofMinutes(10), Duration.ofMinutes(2), 3);

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
    }

    /** The same with another deadline. */
    public StepOptions withDeadline(Duration replacement) {
        return new StepOptions(replacement, lookUpAfter, maxTries);
    }

    /** The same with another time after which a webhook counts as late. */
    public StepOptions withLookUpAfter(Duration replacement) {
        return new StepOptions(deadline, replacement, maxTries);
    }

    /** The same with another number of tries. */
    public StepOptions withMaxTries(int replacement) {
        return new StepOptions(deadline, lookUpAfter, replacement);
    }
}
