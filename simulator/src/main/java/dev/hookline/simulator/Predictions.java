package dev.hookline.simulator;

import dev.hookline.simulator.Prediction.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The predictions that the simulator knows. Their data goes an hour after their end. Beyond a number of ended ones, or when
 * their data or files take too much, the oldest are forgotten, so that memory stays flat however many are made. Thread-safe.
 */
final class Predictions {

    private static final Duration DATA_KEPT = Duration.ofHours(1);
    private static final long MOST_DATA_BYTES = 64L << 20;
    private static final long MOST_FILE_BYTES = 2L << 30;

    private final InstantSource clock;
    private final Ids ids;
    private final OutputFiles files;
    private final int remembered;
    private final Map<String, Prediction> byId = new ConcurrentHashMap<>();
    private final NavigableMap<Long, Prediction> byNumber = new ConcurrentSkipListMap<>();
    private final Queue<Prediction> endedWithData = new ConcurrentLinkedQueue<>();
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong endedKept = new AtomicLong();
    private final AtomicLong dataBytes = new AtomicLong();

    /** @param remembered how many that have ended are known before the oldest is forgotten */
    Predictions(InstantSource clock, Ids ids, OutputFiles files, int remembered) {
        this.remembered = remembered;
        this.clock = clock;
        this.ids = ids;
        this.files = files;
    }

    Prediction make(Catalog.Target target, CreateRequest create, Optional<Duration> cancelAfter) {
        Instant now = clock.instant();
        Origin origin = new Origin(
                made.incrementAndGet(),
                ids.next(),
                target,
                create.deployment(),
                now,
                cancelAfter.map(now::plus),
                create.webhook());
        Prediction prediction = new Prediction(origin, create.input());
        byId.put(prediction.id(), prediction);
        byNumber.put(origin.number(), prediction);
        return prediction;
    }

    Optional<Prediction> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Newest first, beginning below a number. */
    Collection<Prediction> olderThan(long number) {
        return byNumber.headMap(number, false).descendingMap().values();
    }

    void hasEnded(Prediction prediction) {
        Ended entry = Ended.of(prediction);
        endedWithData.add(prediction);
        ended.add(entry);
        endedKept.incrementAndGet();
        dataBytes.addAndGet(entry.dataBytes());
        while (isTooMuch()) {
            forgetOldest();
        }
        removeOldData();
    }

    /** The latest is kept, whatever it takes. */
    private boolean isTooMuch() {
        long kept = endedKept.get();
        return kept > remembered
                || (kept > 1 && (dataBytes.get() > MOST_DATA_BYTES || files.bytes() > MOST_FILE_BYTES));
    }

    private void forgetOldest() {
        Ended oldest = ended.poll();
        if (oldest != null) {
            endedKept.decrementAndGet();
            dataBytes.addAndGet(-oldest.dataBytes());
            forget(oldest.prediction());
        }
    }

    /** @param dataBytes about what its input, output and logs took when it ended */
    private record Ended(Prediction prediction, long dataBytes) {

        static Ended of(Prediction prediction) {
            Prediction.State state = prediction.state();
            long output = Json.weight(state.result().output());
            long streamed = prediction.origin().target().model().model().streams() ? 2 * output : 0;
            long bytes = Json.weight(state.input())
                    + output
                    + streamed
                    + state.result().logs().length();
            return new Ended(prediction, bytes);
        }
    }

    /** Removes the data of what ended an hour ago. */
    void removeOldData() {
        Instant before = clock.instant().minus(DATA_KEPT);
        Prediction oldest = endedWithData.peek();
        while (oldest != null && !isLater(oldest, before)) {
            if (endedWithData.remove(oldest)) {
                removeData(oldest);
            }
            oldest = endedWithData.peek();
        }
    }

    void removeAllData() {
        for (Prediction prediction = endedWithData.poll(); prediction != null; prediction = endedWithData.poll()) {
            removeData(prediction);
        }
    }

    void removeData(Prediction prediction) {
        prediction.removeData();
        files.removeAllOf(prediction.id());
    }

    void forget(Prediction prediction) {
        byId.remove(prediction.id());
        byNumber.remove(prediction.origin().number());
        if (!prediction.state().dataRemoved()) {
            endedWithData.remove(prediction);
            removeData(prediction);
        }
    }

    private static boolean isLater(Prediction prediction, Instant time) {
        Instant completedAt = prediction.state().completedAt();
        return completedAt != null && completedAt.isAfter(time);
    }
}
