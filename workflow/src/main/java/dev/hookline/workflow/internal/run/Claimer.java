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
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what has fallen due: retries, late webhooks, and the work of nodes that are gone, this one's earlier life
 * included. Renews the leases of what this node is still working on.
 */
public final class Claimer {
    private static final Logger LOG = LoggerFactory.getLogger(Claimer.class);
    private static final int MAX_CLAIMS = 100;

    private final Parts parts;
    private final Held held;
    private final Performer performer;
    private final ScheduledExecutorService timer;

    /** Whether a thread is at it, since the timer may have several. */
    private final AtomicBoolean looking = new AtomicBoolean();

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

    /** Looks for work now, and again and again after the interval. */
    public ScheduledFuture<?> start(Duration interval) {
        return timer.scheduleWithFixedDelay(this::tick, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
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
        if (looking.compareAndSet(false, true)) {
            try {
                look();
            } finally {
                looking.set(false);
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
        boolean isMore = true;
        while (isMore) {
            try (Held.Places places = held.places()) {
                int wanted = Math.min(held.room(), MAX_CLAIMS);
                places.promise(wanted);
                List<Claim> claims = wanted == 0 ? List.of() : claim(wanted);
                claims.forEach(performer::resume);
                isMore = wanted > 0 && claims.size() == wanted;
            }
        }
    }

    private List<Claim> claim(int limit) {
        return parts.store()
                .claim(parts.lease(), parts.workflows().keySet(), parts.clock().instant(), limit);
    }
}
