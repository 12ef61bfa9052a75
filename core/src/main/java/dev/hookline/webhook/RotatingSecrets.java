package dev.hookline.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hookline.HooklineException;
import dev.hookline.replicate.Replicate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's secret, fetched when this is built and again when a signature does not fit, at most once a minute: a
 * rotation heals itself, and an attacker cannot make us hammer the API. For ten minutes after a rotation the secret
 * before it is accepted too, since webhooks that it signed are still on their way. When the API cannot be reached the
 * known secrets stay. Thread-safe; while one thread fetches, for five seconds at most, others whose signature did not fit
 * wait for it.
 */
public final class RotatingSecrets implements SigningSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(RotatingSecrets.class);
    private static final Duration LEAST_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(5);
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final Supplier<SigningSecret> source;
    private final Cache<Boolean, Boolean> asked;
    private final Cache<Boolean, SigningSecret> previous;

    /** Guards the fetch, so that a burst of bad signatures makes one; taken by nobody whose signature fits. */
    private final ReentrantLock fetching = new ReentrantLock();

    private volatile SigningSecret newest;

    private RotatingSecrets(Supplier<SigningSecret> source, InstantSource clock) {
        Ticker ticker = ticker(clock);
        this.source = source;
        this.asked = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(LEAST_INTERVAL)
                .build();
        this.previous =
                Caffeine.newBuilder().ticker(ticker).expireAfterWrite(OVERLAP).build();
        this.newest = source.get();
    }

    private static Ticker ticker(InstantSource clock) {
        return () -> clock.millis() * 1_000_000;
    }

    /**
     * Fetches the account's default secret, with the system's clock.
     *
     * @throws HooklineException if it cannot be fetched: without a secret nothing can be verified
     */
    public static RotatingSecrets of(Replicate replicate) {
        return of(
                () -> SigningSecret.parse(
                        replicate.webhookSecrets().getDefault().reveal()),
                InstantSource.system());
    }

    /**
     * Fetches a secret from any source, which should not take longer than a webhook may wait, and throws when it has none.
     *
     * @throws HooklineException if the source throws it
     */
    public static RotatingSecrets of(Supplier<SigningSecret> source, InstantSource clock) {
        return new RotatingSecrets(source, clock);
    }

    @Override
    public List<SigningSecret> current() {
        SigningSecret before = previous.getIfPresent(true);
        return before == null ? List.of(newest) : List.of(newest, before);
    }

    @Override
    public List<SigningSecret> newerThan(List<SigningSecret> tried) {
        if (tried.contains(newest) && locked()) {
            try {
                // Someone else may have fetched it while this thread waited.
                if (tried.contains(newest) && asked.asMap().putIfAbsent(true, true) == null) {
                    fetch();
                }
            } finally {
                fetching.unlock();
            }
        }
        SigningSecret now = newest;
        return tried.contains(now) ? List.of() : List.of(now);
    }

    /** Waits for a fetch that is under way, but not longer than one lasts. */
    private boolean locked() {
        try {
            return fetching.tryLock(LONGEST_FETCH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void fetch() {
        try {
            SigningSecret known = newest;
            SigningSecret fetched = source.get();
            if (!fetched.equals(known)) {
                previous.put(true, known);
                newest = fetched;
                LOG.atInfo().log("The signing secret of webhooks was rotated");
            }
        } catch (HooklineException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("A webhook's signature did not fit, and the signing secret could not be fetched anew");
        }
    }

    @Override
    public String toString() {
        return "RotatingSecrets[redacted]";
    }
}
