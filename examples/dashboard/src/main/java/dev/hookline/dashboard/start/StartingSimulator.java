package dev.hookline.dashboard.start;

import dev.hookline.simulator.ReplicateSimulator;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * A simulator that starts on another thread while Spring reads its configuration. Whoever asks for it, or for a property
 * that it decides, waits until it is there, and gets what made it fail if it has failed. Thread-safe.
 */
final class StartingSimulator implements AutoCloseable {
    private final CompletableFuture<ReplicateSimulator> started;

    private StartingSimulator(CompletableFuture<ReplicateSimulator> started) {
        this.started = started;
    }

    static StartingSimulator begin(Duration startup, Duration latency, Executor executor) {
        return new StartingSimulator(CompletableFuture.supplyAsync(
                () -> ReplicateSimulator.builder()
                        .startup(startup)
                        .latency(latency)
                        .start(),
                executor));
    }

    ReplicateSimulator get() {
        return started.join();
    }

    /** Where it is and what it accepts; each value is asked for when it is read. */
    PropertySource<?> settings() {
        return new Settings(this);
    }

    /** Does not wait: one that still starts is closed as soon as it has. */
    @Override
    public void close() {
        var unused = started.thenAccept(ReplicateSimulator::close);
    }

    private static final class Settings extends EnumerablePropertySource<StartingSimulator> {
        private static final Map<String, Function<ReplicateSimulator, String>> VALUES = Map.of(
                "hookline.replicate.base-url", ReplicateSimulator::url,
                "hookline.replicate.token", ReplicateSimulator::token,
                "hookline.webhook.secret", ReplicateSimulator::secret);

        private Settings(StartingSimulator simulator) {
            super("simulator", simulator);
        }

        @Override
        public String[] getPropertyNames() {
            return VALUES.keySet().toArray(String[]::new);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            Function<ReplicateSimulator, String> value = VALUES.get(name);
            return value == null ? null : value.apply(source.get());
        }
    }
}
