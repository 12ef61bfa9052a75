package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a job's own log. Immutable.
 *
 * @param root the job at the top; a log is read for the whole tree
 * @param job the job that it happened to
 * @param at when
 * @param level how much it matters
 * @param step the step that it happened to, or null when it was the job as a whole
 * @param tries which try of the step, or 0
 * @param predictionId the prediction, or null
 * @param message what happened
 */
public record LogEntry(
        JobId root,
        JobId job,
        Instant at,
        Level level,
        @Nullable String step,
        int tries,
        @Nullable String predictionId,
        String message) {

    /** How much a line matters. */
    public enum Level {
        /** A transition as it should be. */
        INFO,
        /** Something went wrong and was made good. */
        WARN,
        /** Something failed for good. */
        ERROR
    }

    /** Checks that all but step and prediction are there. */
    public LogEntry {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(message, "message");
    }
}
