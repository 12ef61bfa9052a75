package dev.hookline.dashboard.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a job's log, as programs and pages see it. Immutable.
 *
 * @param time when it happened
 * @param level how much it matters: info, warn or error
 * @param index which picture it happened to, from 0, or null when it was the job as a whole
 * @param step the step that it happened to, or null
 * @param attempt which try of the step, or null
 * @param prediction the prediction's id, or null
 * @param message what happened
 */
public record LogLine(
        Instant time,
        String level,
        @Nullable Integer index,
        @Nullable String step,
        @Nullable Integer attempt,
        @Nullable String prediction,
        String message) {}
