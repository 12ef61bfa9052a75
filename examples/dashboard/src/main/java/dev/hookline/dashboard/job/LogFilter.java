package dev.hookline.dashboard.job;

import dev.hookline.dashboard.request.InvalidRequestException;
import dev.hookline.job.LogEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log are wanted. Immutable.
 *
 * @param level the least that is shown: info, warn or error; null or empty for all
 * @param step the step whose lines are shown; null or empty for all
 */
record LogFilter(@Nullable String level, @Nullable String step) {
    List<LogLine> apply(List<LogLine> log) {
        LogEntry.Level least = least();
        return log.stream()
                .filter(line -> level(line.level()).orElseThrow().compareTo(least) >= 0)
                .filter(line -> step == null || step.isEmpty() || step.equals(line.step()))
                .toList();
    }

    /** The steps that a log tells of, in the order of their first lines. */
    static List<String> steps(List<LogLine> log) {
        return log.stream()
                .flatMap(line -> Stream.ofNullable(line.step()))
                .distinct()
                .toList();
    }

    private LogEntry.Level least() {
        return level == null || level.isEmpty()
                ? LogEntry.Level.INFO
                : level(level)
                        .orElseThrow(
                                () -> new InvalidRequestException("level", "choice", "must be info, warn or error"));
    }

    private static Optional<LogEntry.Level> level(String name) {
        return Stream.of(LogEntry.Level.values())
                .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
