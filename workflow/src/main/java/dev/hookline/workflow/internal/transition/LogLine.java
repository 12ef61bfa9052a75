package dev.hookline.workflow.internal.transition;

import dev.hookline.job.LogEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A line of a job's log, with what a log of the whole engine wants to know besides.
 *
 * @param entry the line
 * @param workflow the job's workflow
 * @param index the job's place among the items of a fan-out, or null when it is no child
 * @param status what has become of the step, or of the job
 * @param took how long that took, or null when it has not ended
 */
public record LogLine(
        LogEntry entry,
        String workflow,
        @Nullable Integer index,
        String status,
        @Nullable Duration took) {}
