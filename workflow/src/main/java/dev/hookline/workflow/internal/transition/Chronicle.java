package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.Job;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry;
import dev.hookline.job.LogEntry.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the lines of a job's log. */
final class Chronicle {
    private final Context context;

    Chronicle(Context context) {
        this.context = context;
    }

    /** A line about a step, or about the job when there is none. */
    void log(Draft draft, Level level, @Nullable JobStep step, String message) {
        Job job = draft.after();
        Optional<Attempt> attempt = step == null ? Optional.empty() : draft.findAttempt(step);
        LogEntry entry = new LogEntry(
                job.root(),
                job.id(),
                context.now(),
                level,
                step == null ? null : step.key().step(),
                step == null ? 0 : step.tries(),
                attempt.map(Attempt::predictionId).orElse(null),
                message);
        Enum<?> status = step == null ? job.status() : step.status();
        draft.add(new LogLine(
                entry,
                job.workflow().name(),
                job.findParent().map(JobParent::index).orElse(null),
                status.name().toLowerCase(Locale.ROOT),
                took(job, step, attempt.orElse(null))));
    }

    /** The line about a job that has ended. */
    void logEnd(Draft draft) {
        JobStatus status = draft.after().status();
        Level level = status == JobStatus.FAILED || status == JobStatus.PARTIAL ? Level.WARN : Level.INFO;
        log(draft, level, null, "Job " + status.name().toLowerCase(Locale.ROOT));
    }

    /** A step's time is that of its last attempt; when a local step began is not kept. */
    private @Nullable Duration took(Job job, @Nullable JobStep step, @Nullable Attempt attempt) {
        boolean hasEnded = step == null ? job.status().isEnd() : step.status().isEnd();
        Instant begin = job.createdAt();
        if (step != null) {
            begin = attempt == null ? null : attempt.createdAt();
        }
        return hasEnded && begin != null ? Duration.between(begin, context.now()) : null;
    }
}
