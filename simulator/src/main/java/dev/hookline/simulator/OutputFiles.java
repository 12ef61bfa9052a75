package dev.hookline.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The files that predictions gave, by the key in their URL. Thread-safe. */
final class OutputFiles {

    private final Ids ids;
    private final Shelf shelf;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, Output> byKey = new ConcurrentHashMap<>();
    private final Map<String, List<String>> keysByPrediction = new ConcurrentHashMap<>();

    OutputFiles(Ids ids, Shelf shelf) {
        this.ids = ids;
        this.shelf = shelf;
    }

    record Output(String predictionId, KeptFile file) {}

    /** Keeps a file for a prediction; gives its key. */
    String keep(String predictionId, OutputFile file) {
        String key = ids.next();
        bytes.addAndGet(file.content().length);
        byKey.put(key, new Output(predictionId, shelf.keep(file)));
        keysByPrediction
                .computeIfAbsent(predictionId, id -> new CopyOnWriteArrayList<>())
                .add(key);
        return key;
    }

    Optional<Output> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** How many bytes there are. */
    long bytes() {
        return bytes.get();
    }

    private void remove(Output output) {
        bytes.addAndGet(-output.file().size());
        output.file().remove();
    }

    void removeAllOf(String predictionId) {
        List<String> keys = keysByPrediction.remove(predictionId);
        if (keys != null) {
            keys.forEach(key -> Optional.ofNullable(byKey.remove(key)).ifPresent(this::remove));
        }
    }
}
