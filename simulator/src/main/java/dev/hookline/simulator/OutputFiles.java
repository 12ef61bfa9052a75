package dev.hookline.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The files that predictions gave, by the key in their URL. Thread-safe. */
final class OutputFiles {

    private final Ids ids;
    private final Map<String, OutputFile> byKey = new ConcurrentHashMap<>();
    private final Map<String, List<String>> keysByPrediction = new ConcurrentHashMap<>();

    OutputFiles(Ids ids) {
        this.ids = ids;
    }

    /** Keeps a file for a prediction; gives its key. */
    String keep(String predictionId, OutputFile file) {
        String key = ids.next();
        byKey.put(key, file);
        keysByPrediction
                .computeIfAbsent(predictionId, id -> new CopyOnWriteArrayList<>())
                .add(key);
        return key;
    }

    Optional<OutputFile> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void removeAllOf(String predictionId) {
        List<String> keys = keysByPrediction.remove(predictionId);
        if (keys != null) {
            keys.forEach(byKey::remove);
        }
    }
}
