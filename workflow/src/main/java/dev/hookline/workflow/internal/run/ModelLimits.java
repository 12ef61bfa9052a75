package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How many predictions of a model this node lets run at once. A place is taken when a create is sent, and free again when
 * this node hears of the attempt's end: by its own commits at once, by those of other nodes when it looks, which it does
 * only while somebody waits. Nobody waits on a thread. Thread-safe.
 */
public final class ModelLimits {
    /** Those beyond this wait in the store. */
    private static final int WAITING_PER_PLACE = 4;

    private final Map<String, Integer> limits;

    /** By model; guarded by itself, as what is in it. */
    private final Map<String, Lane> lanes = new HashMap<>();

    private boolean closed;

    /** Limits by {@code owner/name}; a model that is not named has none. */
    public ModelLimits(Map<String, Integer> limits) {
        this.limits = Map.copyOf(limits);
    }

    /** What came of asking for a place. */
    enum Place {
        /** It is taken, or none is needed. */
        TAKEN,
        /** Too many wait already, or the node is closing. */
        NONE
    }

    private static final class Lane {
        private final Set<CallbackToken> running = new HashSet<>();
        private final Deque<Waiting> waiting = new ArrayDeque<>();
    }

    private record Waiting(CallbackToken token, CompletableFuture<Place> place) {}

    /** Asks for a place; the stage ends as soon as there is one, on the thread that has made it free. */
    CompletionStage<Place> enter(String reference, CallbackToken token) {
        String model = model(reference);
        Integer limit = limits.get(model);
        if (limit == null) {
            return CompletableFuture.completedStage(Place.TAKEN);
        }
        synchronized (lanes) {
            Lane lane = lanes.computeIfAbsent(model, name -> new Lane());
            if (!closed && lane.running.size() < limit) {
                lane.running.add(token);
                return CompletableFuture.completedStage(Place.TAKEN);
            }
            if (closed || lane.waiting.size() >= limit * WAITING_PER_PLACE) {
                return CompletableFuture.completedStage(Place.NONE);
            }
            Waiting next = new Waiting(token, new CompletableFuture<>());
            lane.waiting.add(next);
            return next.place();
        }
    }

    /** An attempt has ended, or was never made: the next one takes its place. */
    void leave(CallbackToken token) {
        if (limits.isEmpty()) {
            return;
        }
        List<Waiting> next = new ArrayList<>();
        synchronized (lanes) {
            for (Lane lane : lanes.values()) {
                if (lane.running.remove(token)) {
                    @Nullable Waiting first = lane.waiting.poll();
                    if (first != null) {
                        lane.running.add(first.token());
                        next.add(first);
                    }
                }
            }
        }
        next.forEach(waiting -> waiting.place().complete(Place.TAKEN));
    }

    /** Takes note of attempts that a commit has ended. */
    void note(List<JobChange> changes) {
        if (limits.isEmpty()) {
            return;
        }
        for (JobChange change : changes) {
            if (change instanceof JobChange.AttemptWritten written
                    && written.attempt().status() != AttemptStatus.OPEN) {
                leave(written.attempt().token());
            }
        }
    }

    /** Looks which attempts other nodes have ended, if anybody waits for that. */
    void look(JobStore store) {
        List<CallbackToken> running = new ArrayList<>();
        synchronized (lanes) {
            lanes.values().stream()
                    .filter(lane -> !lane.waiting.isEmpty())
                    .forEach(lane -> running.addAll(lane.running));
        }
        for (CallbackToken token : running) {
            Optional<Attempt> attempt = store.findAttempt(token);
            if (attempt.filter(found -> found.status() == AttemptStatus.OPEN).isEmpty()) {
                leave(token);
            }
        }
    }

    /** Whoever waits is told that there will be no place. */
    public void close() {
        List<Waiting> all = new ArrayList<>();
        synchronized (lanes) {
            closed = true;
            for (Lane lane : lanes.values()) {
                all.addAll(lane.waiting);
                lane.waiting.clear();
            }
        }
        all.forEach(waiting -> waiting.place().complete(Place.NONE));
    }

    private static String model(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0 ? reference : reference.substring(0, colon);
    }
}
