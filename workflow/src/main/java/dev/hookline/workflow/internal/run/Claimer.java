package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.Claim;
import dev.hookline.job.StepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what has fallen due: retries, late webhooks, and the work of nodes that are gone, this one's earlier life
 * included. Renews the leases of what this node is still working on.
 */
public final class Claimer {
    private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);
    private static final int MAX_CLAIMS = 100;

    /** A look in a JVM that does nothing else runs code that is not compiled, and costs a millisecond. */
    private static final int UNTIL_QUIET = 20;

    private final Parts parts;
    private final Held held;
    private final Performer performer;
    private final ScheduledExecutorService timer;

    /** How often it was wanted since the last look began; a thread is at it unless that is 0, and the timer may have several. */
    private final AtomicInteger wanted = new AtomicInteger();

    /** How often in a row it was time to look, with no work at hand and none since the time before; for one thread at a time. */
    private int idle;

    /** Read and written by the thread that is at it. */
    private Instant renewedAt;

    /** Whether the store was away the last time; so that it is said once. */
    private boolean storeIsAway;

    /** A claimer over the given parts. */
    public Claimer(Parts parts, Held held, Performer performer, ScheduledExecutorService timer) {
        this.timer = timer;
        this.parts = parts;
        this.held = held;
        this.performer = performer;
        this.renewedAt = parts.clock().instant();
        held.onRoom(this::lookNow);
    }

    /** Looks for work now, and again and again after the interval; after every other one once there was nothing for long. */
    public ScheduledFuture<?> start(Duration interval) {
        return timer.scheduleWithFixedDelay(this::lookAgain, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookAgain() {
        idle = held.wasBusy() ? 0 : idle + 1;
        if (idle < UNTIL_QUIET || idle % 2 == 0) {
            tick();
        }
    }

    /** Looks for work once more, as soon as the timer has a thread. */
    public void lookNow() {
        try {
            timer.execute(this::tick);
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("The engine is closing; another node takes the work, or the next start");
        }
    }

    private void tick() {
        int seen = wanted.getAndIncrement() == 0 ? 1 : 0;
        while (seen > 0) {
            try {
                look();
            } finally {
                seen = wanted.addAndGet(-seen);
            }
        }
    }

    private void look() {
        try {
            renew();
            performer.lookForPlaces();
            claim();
            storeIsAway = false;
        } catch (HooklineException e) {
            if (!storeIsAway) {
                LOG.atWarn().setCause(e).log("The job store cannot be reached; it is tried again and again");
            }
            storeIsAway = true;
        } catch (RuntimeException e) { // or the timer would never call again
            LOG.atWarn().setCause(e).log("Looking for work has failed; it is tried again");
        }
    }

    private void renew() {
        Instant now = parts.clock().instant();
        if (now.isBefore(renewedAt.plus(parts.rules().lease().dividedBy(3)))) {
            return;
        }
        List<StepKey> steps = held.steps();
        if (!steps.isEmpty()) {
            parts.store().renew(parts.lease(), steps);
        }
        renewedAt = now;
    }

    private void claim() {
        int limit;
        int taken;
        do {
            limit = Math.min(held.room(), MAX_CLAIMS);
            taken = limit == 0 ? 0 : take(limit);
        } while (limit > 0 && taken == limit);
        if (limit == 0) {
            held.leftSome();
        }
    }

    private int take(int limit) {
        try (Held.Places places = held.places()) {
            places.promise(limit);
            List<Claim> claims = claim(limit);
            claims.forEach(performer::resume);
            return claims.size();
        }
    }

    private List<Claim> claim(int limit) {
        return parts.store()
                .claim(parts.lease(), parts.workflows().keySet(), parts.clock().instant(), limit);
    }
}
