package dev.hookline.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** The files that were uploaded, until they expire, or until they take too much and the oldest go. Thread-safe. */
final class Uploads {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final long MOST_BYTES = 2L << 30;
    private static final int MOST = 20_000;

    private final InstantSource clock;
    private final Ids ids;
    private final Shelf shelf;
    private final AtomicLong count = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final NavigableMap<Long, Upload> byNumber = new ConcurrentSkipListMap<>();
    private final Map<String, Upload> byId = new ConcurrentHashMap<>();

    Uploads(InstantSource clock, Ids ids, Shelf shelf) {
        this.shelf = shelf;
        this.clock = clock;
        this.ids = ids;
    }

    Upload add(OutputFile file, String sha256, JsonNode metadata) {
        Instant now = clock.instant();
        removeExpired(now);
        Upload upload = new Upload(
                count.incrementAndGet(), ids.next(), shelf.keep(file), sha256, metadata, now, now.plus(KEPT));
        byNumber.put(upload.number(), upload);
        byId.put(upload.id(), upload);
        bytes.addAndGet(upload.file().size());
        while (byId.size() > MOST || (bytes.get() > MOST_BYTES && byId.size() > 1)) {
            Optional.ofNullable(byNumber.firstEntry()).ifPresent(oldest -> remove(oldest.getValue()));
        }
        return upload;
    }

    Optional<Upload> find(String id) {
        removeExpired(clock.instant());
        return Optional.ofNullable(byId.get(id));
    }

    Collection<Upload> all() {
        removeExpired(clock.instant());
        return byNumber.values();
    }

    void remove(Upload upload) {
        byNumber.remove(upload.number());
        if (byId.remove(upload.id(), upload)) {
            bytes.addAndGet(-upload.file().size());
            upload.file().remove();
        }
    }

    private void removeExpired(Instant now) {
        for (Upload upload : byNumber.values()) {
            if (upload.expiresAt().isAfter(now)) {
                return;
            }
            remove(upload);
        }
    }

    record Upload(
            long number,
            String id,
            KeptFile file,
            String sha256,
            JsonNode metadata,
            Instant createdAt,
            Instant expiresAt) {}
}
