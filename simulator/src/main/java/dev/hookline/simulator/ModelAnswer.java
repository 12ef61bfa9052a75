package dev.hookline.simulator;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model's run gives: an output or an error, how long it seems to take, and what it writes and logs on the way. The
 * time is simulated by a timer and holds no thread. Immutable.
 */
public final class ModelAnswer {

    private final @Nullable Object output;
    private final @Nullable String error;
    private final Logs logs;
    private final Duration between;
    private final @Nullable Duration duration;

    private ModelAnswer(
            @Nullable Object output, @Nullable String error, Logs logs, Duration between, @Nullable Duration duration) {
        this.output = output;
        this.error = error;
        this.logs = logs;
        this.between = between;
        this.duration = duration;
    }

    /**
     * A success.
     *
     * @param output text, number, boolean, {@link OutputFile}, a Jackson node, or a list or map of these
     */
    public static ModelAnswer of(Object output) {
        return new ModelAnswer(Objects.requireNonNull(output, "output"), null, Logs.NONE, Duration.ZERO, null);
    }

    /** A success whose output, a list, comes piece by piece, each a while after the one before. */
    public static ModelAnswer streamed(List<?> pieces, Duration between) {
        return new ModelAnswer(List.copyOf(pieces), null, Logs.NONE, Objects.requireNonNull(between, "between"), null);
    }

    /** A failure with the text of the prediction's {@code error}. */
    public static ModelAnswer failed(String error) {
        return new ModelAnswer(null, Objects.requireNonNull(error, "error"), Logs.NONE, Duration.ZERO, null);
    }

    /** The same with lines in the prediction's log, which appear when the run begins. */
    public ModelAnswer withLogs(String... lines) {
        return new ModelAnswer(output, error, new Logs(List.of(lines), logs.pause()), between, duration);
    }

    /** The same, with each line of the log a while after the one before, as of a model that tells how far it is. */
    public ModelAnswer loggingEvery(Duration pause) {
        return new ModelAnswer(output, error, new Logs(logs.lines(), pause), between, duration);
    }

    /** The same, but it takes this long instead of the simulator's latency. */
    public ModelAnswer taking(Duration time) {
        return new ModelAnswer(output, error, logs, between, Objects.requireNonNull(time, "time"));
    }

    Optional<Object> output() {
        return Optional.ofNullable(output);
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    List<String> logs() {
        return logs.lines();
    }

    /** How far apart the lines of the log are; zero when they come at once. */
    Duration betweenLogs() {
        return logs.pause();
    }

    /** How far apart the pieces of a streamed output are; zero when it comes at once. */
    Duration between() {
        return between;
    }

    List<?> pieces() {
        return !between.isZero() && output instanceof List<?> list ? list : List.of();
    }

    Duration durationOr(Duration latency) {
        Duration streaming = between.multipliedBy(pieces().size());
        Duration logging = logs.pause().multipliedBy(logs.lines().size());
        Duration asked = duration == null ? latency : duration;
        return Stream.of(streaming, logging, asked)
                .max(Comparator.naturalOrder())
                .orElse(asked);
    }

    private record Logs(List<String> lines, Duration pause) {

        private static final Logs NONE = new Logs(List.of(), Duration.ZERO);
    }
}
