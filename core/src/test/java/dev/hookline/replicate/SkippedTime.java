package dev.hookline.replicate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time in which every wait below an hour and a half is over at once: the clock jumps ahead and the wait is noted down. What is
 * planned later than that, as the timeouts of these tests are, never happens.
 */
final class SkippedTime extends ScheduledThreadPoolExecutor implements InstantSource {
    static final Duration NEVER = Duration.ofHours(2);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    SkippedTime() {
        super(1, Executors.defaultThreadFactory());
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    List<Duration> waits() {
        return waits;
    }

    void advance(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Duration wait = Duration.of(delay, unit.toChronoUnit());
        if (wait.compareTo(Duration.ofMinutes(90)) >= 0) {
            return new Never();
        }
        waits.add(wait);
        advance(wait);
        return super.schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    private static final class Never extends java.util.concurrent.FutureTask<Boolean>
            implements ScheduledFuture<Boolean> {
        Never() {
            super(() -> {}, true);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return Long.MAX_VALUE;
        }

        @Override
        public int compareTo(Delayed other) {
            return 0;
        }
    }
}
