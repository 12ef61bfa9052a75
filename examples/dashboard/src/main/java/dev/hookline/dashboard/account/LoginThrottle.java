package dev.hookline.dashboard.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/**
 * Slows guessing down: after a few wrong passwords for a name from an address, or more from one address for any names,
 * each further try has to wait, twice as long each time and a minute at most. A name alone is not slowed down, so that
 * nobody can lock another out. Counted in this process. Thread-safe.
 */
final class LoginThrottle {
    private static final int FREE_FOR_A_NAME = 5;
    private static final int FREE_FOR_AN_ADDRESS = 30;
    private static final int MAX_DOUBLINGS = 6;
    private static final long MAX_SECONDS = 60;
    private static final int MAX_COUNTED = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Cache<String, Failures> failures = Caffeine.newBuilder()
            .maximumSize(MAX_COUNTED)
            .expireAfterWrite(FORGOTTEN_AFTER)
            .build();

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    /** Wrong passwords so far, and when the last of them was tried. */
    private record Failures(int count, Instant last) {
        boolean mustWait(int free, Instant now) {
            long seconds = Math.min(MAX_SECONDS, 1L << Math.min(MAX_DOUBLINGS, Math.max(0, count - free)));
            return count >= free && now.isBefore(last.plusSeconds(seconds));
        }
    }

    boolean mustWait(String name, String address) {
        Instant now = clock.instant();
        return keys(name, address).entrySet().stream().anyMatch(key -> {
            Failures counted = failures.getIfPresent(key.getKey());
            return counted != null && counted.mustWait(key.getValue(), now);
        });
    }

    void failed(String name, String address) {
        Instant now = clock.instant();
        keys(name, address)
                .keySet()
                .forEach(key -> failures.asMap()
                        .merge(key, new Failures(1, now), (old, one) -> new Failures(old.count() + 1, now)));
    }

    void succeeded(String name, String address) {
        failures.invalidate(nameKey(name, address));
    }

    private static Map<String, Integer> keys(String name, String address) {
        return Map.of(nameKey(name, address), FREE_FOR_A_NAME, address, FREE_FOR_AN_ADDRESS);
    }

    private static String nameKey(String name, String address) {
        return address + " " + name.substring(0, Math.min(name.length(), 60)).toLowerCase(Locale.ROOT);
    }
}
