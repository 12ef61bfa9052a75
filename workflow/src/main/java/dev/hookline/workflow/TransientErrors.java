package dev.hookline.workflow;

import dev.hookline.job.JobError;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells errors that may pass, so that a step is worth another attempt, from those that will not. An implementation is
 * called with each error of a prediction, a training or a local step, decides from the error alone, and does not throw.
 *
 * <p>What Replicate says of a create call is not asked about: 429 and a Replicate that cannot be reached put the create
 * off, an answer that is lost is waited for, and other refusals are final.
 */
@FunctionalInterface
public interface TransientErrors {
    /** The code of a prediction or a training that failed; the message is the model's own. */
    String PREDICTION_FAILED = "prediction-failed";

    /** The code of an attempt of which nothing more was heard. */
    String PREDICTION_LOST = "prediction-lost";

    /** The code of a local step that threw an {@link java.io.IOException} or an {@link java.io.UncheckedIOException}. */
    String STEP_IO_FAILED = "step-io-failed";

    /** The code of a step whose function threw anything else. */
    String STEP_FAILED = "step-failed";

    /**
     * What is transient unless something else is set: attempts that were lost, I/O that failed in a local step, and
     * predictions whose error text has one of Replicate's codes E1000 (unknown), E6716 (the start timed out), E9243 and
     * the director's other codes of that hundred, or says that the prediction was interrupted or the queue is full. E1001
     * (out of memory) and E005 (flagged as sensitive) come again however often one tries.
     */
    TransientErrors USUAL = new Usual();

    /** Whether another attempt may succeed. */
    boolean contain(JobError error);

    /** See {@link #USUAL}. */
    final class Usual implements TransientErrors {
        private static final Pattern CODE = Pattern.compile("\\b(E1000|E6716|E92\\d\\d)\\b");

        private Usual() {}

        @Override
        public boolean contain(JobError error) {
            return switch (error.code()) {
                case PREDICTION_LOST, STEP_IO_FAILED -> true;
                case PREDICTION_FAILED -> mayPass(error.message());
                default -> false;
            };
        }

        private static boolean mayPass(String message) {
            String text = message.toLowerCase(Locale.ROOT);
            return CODE.matcher(message).find()
                    || Stream.of("prediction interrupted", "queue is full", "high demand")
                            .anyMatch(text::contains);
        }
    }
}
