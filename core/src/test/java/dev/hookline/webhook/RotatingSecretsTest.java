package dev.hookline.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.ReplicateException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;

class RotatingSecretsTest {
    private static final SigningSecret FIRST = SigningSecret.parse("whsec_Zmlyc3RTZWNyZXRPZlRoZVRlc3Q=");
    private static final SigningSecret SECOND = SigningSecret.parse("whsec_c2Vjb25kU2VjcmV0T2ZUaGVUZXN0");
    private static final SigningSecret FORGER = SigningSecret.parse("whsec_Zm9yZ2VyU2VjcmV0T2ZUaGVUZXN0");
    private static final byte[] BODY = "{\"id\":\"p1\",\"status\":\"failed\"}".getBytes(StandardCharsets.UTF_8);

    @StartStop
    public final MockWebServer server = new MockWebServer();

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private volatile SigningSecret account = FIRST;
    private final AtomicInteger fetches = new AtomicInteger();
    private final RotatingSecrets secrets = RotatingSecrets.of(this::fetch, () -> now);
    private final WebhookVerifier verifier = WebhookVerifier.of(secrets).withClock(() -> now);

    private SigningSecret fetch() {
        fetches.incrementAndGet();
        SigningSecret secret = account;
        if (secret.equals(FORGER)) {
            throw new ReplicateException("the API is down");
        }
        return secret;
    }

    private boolean accepts(SigningSecret signer) {
        Instant at = now;
        return verifier.verify(WebhookHeaders.of(WebhookSigner.of(signer).headers("msg_1", at, BODY)), BODY)
                .isAccepted();
    }

    private void advance(Duration duration) {
        now = now.plus(duration);
    }

    @Test
    void aRotationHealsItself() {
        assertThat(accepts(FIRST)).isTrue();
        assertThat(fetches).hasValue(1);
        account = SECOND;

        assertThat(accepts(SECOND)).isTrue();

        assertThat(fetches).hasValue(2);
    }

    @Test
    void theSecretBeforeIsAcceptedForTenMinutes() {
        account = SECOND;
        assertThat(accepts(SECOND)).isTrue();

        advance(Duration.ofMinutes(9));
        assertThat(accepts(FIRST)).isTrue();
        advance(Duration.ofMinutes(2));
        assertThat(accepts(FIRST)).isFalse();
        assertThat(accepts(SECOND)).isTrue();
    }

    @Test
    void anAttackerMakesUsAskOnceAMinute() {
        for (int second = 0; second < 180; second++) {
            for (int i = 0; i < 10; i++) {
                assertThat(accepts(FORGER)).isFalse();
            }
            advance(Duration.ofSeconds(1));
        }

        assertThat(fetches).hasValue(1 + 3);
    }

    @Test
    void theKnownSecretStaysWhenTheApiIsDown() {
        account = FORGER;

        assertThat(accepts(SECOND)).isFalse();
        assertThat(accepts(FIRST)).isTrue();
    }

    @Test
    void whoeverComesWhileTheSecretIsFetchedGetsTheNewOne() throws Exception {
        account = SECOND;
        CountDownLatch together = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(pool.submit(() -> {
                    together.await();
                    return accepts(SECOND);
                }));
            }
            together.countDown();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(fetches).hasValue(2);
    }

    @Test
    void withoutASecretThereIsNoVerifier() {
        account = FORGER;

        assertThatThrownBy(() -> RotatingSecrets.of(this::fetch, () -> now)).isInstanceOf(ReplicateException.class);
    }

    @Test
    void theSecretComesFromTheAccount() {
        server.enqueue(new MockResponse.Builder()
                .body("{\"key\": \"whsec_Zmlyc3RTZWNyZXRPZlRoZVRlc3Q=\"}")
                .build());
        try (Replicate replicate = Replicate.builder()
                .token("r8_token")
                .baseUrl(server.url("/v1").uri())
                .build()) {
            RotatingSecrets fetched = RotatingSecrets.of(replicate);

            assertThat(fetched.current()).containsExactly(FIRST);
            assertThat(fetched).asString().isEqualTo("RotatingSecrets[redacted]");
        }
    }
}
