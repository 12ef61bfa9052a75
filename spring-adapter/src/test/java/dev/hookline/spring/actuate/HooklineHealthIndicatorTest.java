package dev.hookline.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.HooklineException;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.replicate.Replicate;
import dev.hookline.spring.support.Shouting;
import dev.hookline.testkit.FaultyJobStore;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.SigningSecrets;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.gateway.ReplicateGateway;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class HooklineHealthIndicatorTest {
    private static final String SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    @TempDir
    Path folder;

    private final FaultyJobStore store = FaultyJobStore.of(InMemoryJobStore.create());
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T10:00:00Z"));
    private final Replicate replicate = Replicate.builder()
            .token("r8_token")
            .baseUrl(URI.create("http://127.0.0.1:9/v1"))
            .build();
    private Engine engine;

    @BeforeEach
    void startEngine() {
        engine = engine(store);
        engine.close(); // so that nobody takes up what is due
    }

    @AfterEach
    void close() {
        replicate.close();
    }

    private Engine engine(JobStore jobs) {
        return Engine.builder()
                .store(jobs)
                .files(LocalFileStore.create(folder))
                .gateway(ReplicateGateway.create(replicate))
                .callbackUrl(URI.create("https://example.com"))
                .workflows(Shouting.SHOUT)
                .clock(now::get)
                .build();
    }

    private Health health(SigningSecrets secrets) {
        return new HooklineHealthIndicator(engine, Optional.of(secrets), Duration.ofMinutes(5), now::get).health();
    }

    @Test
    void allIsWellWhenTheStoreAnswersAndThereIsASecret() {
        assertThat(health(secrets()))
                .isEqualTo(Health.up()
                        .withDetail("store", "reachable")
                        .withDetail("secret", "there")
                        .build());
    }

    @Test
    void aStoreThatCannotBeReachedIsDown() {
        store.setReachable(false);

        assertThat(health(secrets()).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(secrets()).getDetails()).containsEntry("store", "unreachable");
    }

    @Test
    void noSecretIsDown() {
        assertThat(health(new NoSecrets()).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(new NoSecrets()).getDetails()).containsEntry("secret", "missing");
    }

    @Test
    void whatIsOverdueIsShownAndBeyondTheThresholdOutOfService() {
        String job = engine.start(Shouting.SHOUT, "a private text").toString();
        assertThat(health(secrets()).getDetails()).doesNotContainKey("oldestOverdue");

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(3)));
        assertThat(health(secrets()).getStatus()).isEqualTo(Status.UP);
        assertThat(health(secrets()).getDetails().get("oldestOverdue"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                .containsAllEntriesOf(Map.of("job", job, "step", "once", "work", "SUBMIT"));

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(3)));
        assertThat(health(secrets()).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void aStoreThatIsDownCountsMoreThanWorkThatIsOverdue() {
        engine.start(Shouting.SHOUT, "text");
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(1)));
        assertThat(health(new NoSecrets()).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void noSecretAndNoInputIsShown() { // promise 12
        engine.start(Shouting.SHOUT, "a private text");
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(1)));
        assertThat(health(secrets()).toString())
                .doesNotContain(SECRET.substring(6))
                .doesNotContain("r8_token")
                .doesNotContain("private");
    }

    private static SigningSecrets secrets() {
        return SigningSecrets.of(SigningSecret.parse(SECRET));
    }

    private static final class NoSecrets implements SigningSecrets {
        @Override
        public List<SigningSecret> current() {
            throw new HooklineException("There is none");
        }

        @Override
        public List<SigningSecret> newerThan(List<SigningSecret> tried) {
            return List.of();
        }
    }
}
