package dev.hookline.simulator;

import dev.hookline.simulator.internal.http.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** So many calls a minute, with bursts of a tenth of it. Thread-safe. */
final class RateLimit {

    private static final int NONE = Integer.MAX_VALUE;

    private final InstantSource clock;
    private final int perMinute;
    private final double burst;
    /** Guarded by this, as is the one below: how many calls are free. */
    private double free;

    private Instant at;

    RateLimit(int perMinute, InstantSource clock) {
        this.clock = clock;
        this.perMinute = perMinute;
        this.burst = Math.max(1, perMinute / 10.0);
        this.free = burst;
        this.at = clock.instant();
    }

    /** @throws Refusal with 429 when the limit is reached */
    void take() {
        if (perMinute != NONE) {
            takeOne();
        }
    }

    private synchronized void takeOne() {
        Instant now = clock.instant();
        double perSecond = perMinute / 60.0;
        free = Math.min(burst, free + perSecond * Duration.between(at, now).toNanos() / 1e9);
        at = now;
        if (free < 1) {
            throw new Refusal(Problem.tooManyRequests(Duration.ofNanos((long) ((1 - free) / perSecond * 1e9))));
        }
        free--;
    }
}
