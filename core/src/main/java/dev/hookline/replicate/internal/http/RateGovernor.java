package dev.hookline.replicate.internal.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's rate limits, for everyone who shares a client: calls are spaced evenly once a burst is used up, and a
 * 429 holds back the whole lane for as long as the server says. After such a pause the calls come one by one again, not
 * all together. Thread-safe.
 */
public final class RateGovernor {
    private static final Logger LOG = LoggerFactory.getLogger(RateGovernor.class);

    private final InstantSource clock;
    private final Pace creates;
    private final Pace others;
    private final Listener listener;

    /** Hears of waits, and of pauses that the server has ordered. */
    @FunctionalInterface
    public interface Listener {
        void onHeldBack(Lane lane, boolean ordered, Duration wait);
    }

    /** Limits in calls a minute; zero means none. */
    public RateGovernor(int createsPerMinute, int othersPerMinute, InstantSource clock, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        this.creates = new Pace(createsPerMinute);
        this.others = new Pace(othersPerMinute);
    }

    /** Returns the wait until the next place in the line, and takes that place unless the wait is too long. */
    Duration reserve(Lane lane, Duration longestWait) {
        Duration wait = of(lane).reserve(clock.instant(), longestWait);
        if (!wait.isZero() && wait.compareTo(longestWait) <= 0) {
            tell(lane, false, wait);
        }
        return wait;
    }

    /** What is left of a pause that began after a place was taken. */
    Duration pause(Lane lane) {
        return of(lane).pause(clock.instant());
    }

    void slowDown(Lane lane, Duration wait) {
        of(lane).slowDown(clock.instant(), wait);
        tell(lane, true, wait);
    }

    private void tell(Lane lane, boolean ordered, Duration wait) {
        try {
            listener.onHeldBack(lane, ordered, wait);
        } catch (RuntimeException e) { // somebody else's code, which must not stop the call
            LOG.atWarn().setCause(e).log("A listener has thrown; the call goes on");
        }
    }

    private Pace of(Lane lane) {
        return switch (lane) {
            case CREATE -> creates;
            case OTHER -> others;
        };
    }

    private static final class Pace {
        private static final int BURST_SHARE = 10;

        /** Guards the instants below; nothing is called under it. */
        private final ReentrantLock lock = new ReentrantLock();

        private final Duration interval;
        private final Duration burst;
        private Instant next = Instant.MIN;
        private Instant pausedUntil = Instant.MIN;
        private Instant lastSeen = Instant.MIN;

        Pace(int perMinute) {
            this.interval =
                    perMinute == 0 ? Duration.ZERO : Duration.ofMinutes(1).dividedBy(perMinute);
            this.burst = interval.multipliedBy(Math.max(1, perMinute / BURST_SHARE));
        }

        Duration reserve(Instant now, Duration longestWait) {
            lock.lock();
            try {
                followClock(now);
                Instant earliest = now.minus(burst);
                Instant place = next.isBefore(earliest) ? earliest : next;
                Duration wait = until(place, now);
                if (wait.compareTo(longestWait) <= 0) {
                    next = place.plus(interval);
                }
                return wait;
            } finally {
                lock.unlock();
            }
        }

        Duration pause(Instant now) {
            lock.lock();
            try {
                followClock(now);
                return until(pausedUntil, now);
            } finally {
                lock.unlock();
            }
        }

        void slowDown(Instant now, Duration wait) {
            lock.lock();
            try {
                followClock(now);
                Instant until = now.plus(wait);
                if (until.isAfter(pausedUntil)) {
                    pausedUntil = until;
                }
                if (until.isAfter(next)) {
                    next = until;
                }
            } finally {
                lock.unlock();
            }
        }

        /** A clock that was set back must not hold calls until it has caught up. */
        private void followClock(Instant now) {
            if (now.isBefore(lastSeen)) {
                Duration back = Duration.between(now, lastSeen);
                next = next.equals(Instant.MIN) ? next : next.minus(back);
                pausedUntil = pausedUntil.equals(Instant.MIN) ? pausedUntil : pausedUntil.minus(back);
            }
            lastSeen = now;
        }

        private static Duration until(Instant place, Instant now) {
            return place.isAfter(now) ? Duration.between(now, place) : Duration.ZERO;
        }
    }
}
