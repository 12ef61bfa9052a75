package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.DeletedJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes jobs that ended long ago with the files that they have stored, and forgets the attempts of deleted jobs. It
 * works in small batches, one at a time, on a worker's thread, and leaves that thread to others after each. Any number of
 * nodes do it, each with other jobs.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int BATCH = 200;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final Parts parts;
    private final Limits limits;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final StoredFiles files;
    private volatile boolean closed;

    /** Whether the last batch failed; so that it is said once. Handed from thread to thread by the timer. */
    private volatile boolean failing;

    /** A retention over the given parts. */
    public Retention(Parts parts, Limits limits, Executor workers, ScheduledExecutorService timer) {
        this.parts = parts;
        this.limits = limits;
        this.workers = workers;
        this.timer = timer;
        this.files = new StoredFiles(parts);
    }

    /**
     * How long what is kept.
     *
     * @param jobs how long jobs are kept after they have ended, or null for ever
     * @param attempts how long attempts are kept after they were made, once their job has been deleted
     */
    public record Limits(@Nullable Duration jobs, Duration attempts) {
        /** Often enough to keep nothing for much longer than it was to be kept. */
        private Duration pause() {
            Duration shortest = jobs == null || attempts.compareTo(jobs) < 0 ? attempts : jobs;
            Duration pause = shortest.dividedBy(10);
            Duration upTo = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            return upTo.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : upTo;
        }
    }

    /** Begins after a pause, so that a start is not the slower for it. */
    public void start() {
        schedule(limits.pause());
    }

    /** Begins no more batches. */
    public void close() {
        closed = true;
    }

    private void schedule(Duration pause) {
        if (!closed) {
            try {
                var unused = timer.schedule(this::hand, pause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.atDebug().log("The engine is closing, and deletes no more");
            }
        }
    }

    private void hand() {
        try {
            workers.execute(this::run);
        } catch (RejectedExecutionException e) {
            schedule(limits.pause());
        }
    }

    private void run() {
        boolean isMore = false;
        try {
            isMore = !closed && batch();
            failing = false;
        } catch (HooklineException e) {
            if (!failing) {
                LOG.atWarn().setCause(e).log("Old jobs could not be deleted; it is tried again and again");
            }
            failing = true;
        } finally {
            schedule(isMore ? SHORTEST_PAUSE : limits.pause());
        }
    }

    /** Whether there may be more to delete. */
    private boolean batch() {
        Instant now = parts.clock().instant();
        int forgotten = parts.store().forgetAttempts(now.minus(limits.attempts()), BATCH);
        if (limits.jobs() == null) {
            return forgotten == BATCH;
        }
        List<DeletedJob> deleted = parts.store().deleteEnded(now.minus(limits.jobs()), BATCH);
        deleted.forEach(files::delete);
        if (!deleted.isEmpty()) {
            LOG.atDebug().addKeyValue("jobs", deleted.size()).log("Deleted jobs that ended long ago");
        }
        return forgotten == BATCH || !deleted.isEmpty();
    }
}
