package dev.hookline.dashboard.picture;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Remembers for a while which files were made of which. A step that scales a picture when its job is deleted stores a file
 * that no job names any more: whoever deletes the picture finds that file here, or the step, which looks once more after
 * it has noted the file, finds that the picture is gone. Kept in this process. Thread-safe.
 */
@Component
public class Derivations {
    private static final int MAX_SOURCES = 20_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<String, List<String>> results = Caffeine.newBuilder()
            .maximumSize(MAX_SOURCES)
            .expireAfterWrite(KEPT)
            .build();

    /** Nothing is known yet. */
    public Derivations() {}

    void note(String source, String result) {
        results.asMap()
                .merge(
                        source,
                        List.of(result),
                        (old, one) -> Stream.concat(old.stream(), one.stream()).toList());
    }

    List<String> of(String source) {
        return results.asMap().getOrDefault(source, List.of());
    }
}
