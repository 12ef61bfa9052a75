package dev.hookline.job;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the log of a job and of all jobs below it, oldest line first. Immutable.
 *
 * @param entries the lines
 * @param next where the next page begins, or null when this was the last one so far
 */
public record LogPage(List<LogEntry> entries, @Nullable Cursor next) {
    /** No lines, and none after. */
    public static final LogPage EMPTY = new LogPage(List.of(), null);

    /** Copies the lines. */
    public LogPage {
        entries = List.copyOf(entries);
    }

    /** Where the next page begins; empty when this was the last one so far. */
    public Optional<Cursor> findNext() {
        return Optional.ofNullable(next);
    }

    /**
     * Names a line, after which a page begins. Immutable.
     *
     * @param at the line's time
     * @param number what tells it from others of the same time, growing in the order of commits
     */
    public record Cursor(Instant at, long number) {
        /** Checks that the time is there. */
        public Cursor {
            Objects.requireNonNull(at, "at");
        }
    }
}
