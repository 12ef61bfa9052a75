package dev.hookline.job;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.FixedExpiration;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values that are kept for a time after they were last put; those that were put first leave first when there are too
 * many. Caffeine's own bound is not used: it prefers what is read often, and would drop the job that has just ended.
 *
 * <p>Not thread-safe: whoever owns it calls it under a lock.
 */
final class RetentionCache<K, V> {
    private final Cache<K, Kept<V>> cache;
    private final FixedExpiration<K, Kept<V>> expiration;
    private final long maxWeight;
    private final ToIntFunction<V> weigher;
    private final Consumer<V> whenEvicted;
    private long weight;

    RetentionCache(Limits limits, ToIntFunction<V> weigher, Consumer<V> whenEvicted) {
        this.maxWeight = limits.maxWeight();
        this.weigher = weigher;
        this.whenEvicted = whenEvicted;
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(limits.retention())
                .ticker(tickerOf(limits.clock()))
                .executor(Runnable::run)
                .evictionListener((@Nullable K key, @Nullable Kept<V> kept, RemovalCause cause) -> expired(kept))
                .build();
        this.expiration = cache.policy().expireAfterWrite().orElseThrow();
    }

    /** How much is kept and for how long, by which clock. */
    record Limits(long maxWeight, Duration retention, InstantSource clock) {}

    private record Kept<V>(V value, int weight) {}

    /** Keeps a value from now on for the whole time, also when it was there before. The last one put always stays. */
    void put(K key, V value) {
        remove(key);
        Kept<V> kept = new Kept<>(value, weigher.applyAsInt(value));
        cache.put(key, kept);
        weight += kept.weight();
        while (weight > maxWeight && cache.asMap().size() > 1) {
            expiration.oldest(1).forEach((oldest, gone) -> {
                remove(oldest);
                whenEvicted.accept(gone.value());
            });
        }
    }

    @Nullable
    V find(K key) {
        Kept<V> kept = cache.getIfPresent(key);
        return kept == null ? null : kept.value();
    }

    void remove(K key) {
        Kept<V> kept = cache.asMap().remove(key);
        if (kept != null) {
            weight -= kept.weight();
        }
    }

    /** Drops values that a condition holds for, the limit of them at most, and tells how many. */
    int removeWhere(Predicate<V> condition, int limit) {
        List<K> keys = cache.asMap().entrySet().stream()
                .filter(entry -> condition.test(entry.getValue().value()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList();
        keys.forEach(this::remove);
        return keys.size();
    }

    /** Drops what has been kept for long enough. */
    void sweep() {
        cache.cleanUp();
    }

    private void expired(@Nullable Kept<V> kept) {
        if (kept != null) {
            weight -= kept.weight();
            whenEvicted.accept(kept.value());
        }
    }

    private static Ticker tickerOf(InstantSource clock) {
        return () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }
}
