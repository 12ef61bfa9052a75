package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunTest extends ClientTest {
    private static final String SUCCEEDED = PREDICTION.replace("starting", "succeeded");

    /** The fewest threads that a user can give. */
    private final ExecutorService single = Executors.newSingleThreadExecutor();

    @AfterEach
    void stopThread() {
        single.shutdownNow();
    }

    @Test
    void whatEndsWhileReplicateWaitsIsNotLookedUp() {
        answer(201, SUCCEEDED);

        Prediction prediction = replicate().predictions().run(request(), Duration.ofMinutes(5));

        assertThat(prediction.status()).isEqualTo(Prediction.Status.SUCCEEDED);
        assertThat(taken().getHeaders().get("Prefer")).isEqualTo("wait=60");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whatTakesLongerIsLookedUpLessAndLessOften() {
        IntStream.range(0, 12).forEach(i -> answer(i == 0 ? 201 : 200, PREDICTION));
        answer(200, SUCCEEDED);

        Prediction prediction = replicate().predictions().run(request(), Duration.ofMinutes(10));

        assertThat(prediction.isTerminal()).isTrue();
        assertThat(time.waits()).hasSize(12).isSorted().startsWith(Duration.ofMillis(500), Duration.ofMillis(750));
        assertThat(time.waits()).last().isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whenTheTimeIsOverThePredictionIsReturnedAsItIs() {
        IntStream.range(0, 50).forEach(i -> answer(200, PREDICTION));

        Prediction prediction = replicate().predictions().run(request(), Duration.ofSeconds(10));

        assertThat(prediction.isTerminal()).isFalse();
        assertThat(taken().getHeaders().get("Prefer")).isEqualTo("wait=10");
        assertThat(time.waits().stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aWaitThatTheCallerChoseStays() {
        answer(201, SUCCEEDED);

        CreatePrediction request =
                CreatePrediction.model("a/b").waitFor(Duration.ofSeconds(3)).build();
        replicate().predictions().run(request, Duration.ofSeconds(10));

        assertThat(taken().getHeaders().get("Prefer")).isEqualTo("wait=3");
    }

    @Test
    void whatHasEndedIsNotWaitedFor() {
        Prediction ended = Prediction.parse(SUCCEEDED.getBytes(StandardCharsets.UTF_8));

        assertThat(replicate().predictions().await(ended, Duration.ofHours(1))).isSameAs(ended);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void whatStreamsIsLookedUpOnceWhenItsStreamHasEnded() {
        answer(202, streaming("starting"));
        stream("event: output\nid: 1\ndata: a\n\nevent: done\nid: 2\ndata: {}\n\n");
        answer(200, streaming("succeeded"));

        Prediction prediction = replicate().predictions().run(request(), Duration.ofHours(3));

        assertThat(prediction.isTerminal()).isTrue();
        assertThat(taken().getHeaders().get("Prefer")).isEqualTo("wait=60");
        assertThat(taken().getTarget()).isEqualTo("/stream/p1");
        assertThat(taken().getTarget()).isEqualTo("/v1/predictions/p1");
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void whatHasAStreamThatIsGoneIsLookedUpLessAndLessOften() {
        answer(404, "{}");
        answer(200, streaming("processing"));
        answer(200, streaming("processing"));
        answer(200, streaming("succeeded"));

        Prediction prediction = replicate().predictions().await(parsed(streaming("starting")), Duration.ofHours(3));

        assertThat(prediction.isTerminal()).isTrue();
        assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofMillis(750));
    }

    @Test
    void whatHasAStreamOnAnotherHostIsOnlyLookedUp() {
        answer(200, SUCCEEDED);
        String elsewhere = streaming("starting").replaceAll("http://[^\"]*", "https://example.com/stream");

        assertThat(replicate()
                        .predictions()
                        .await(parsed(elsewhere), Duration.ofHours(3))
                        .isTerminal())
                .isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aStreamWithoutAnEndIsLeftWhenTheTimeIsOver() {
        use(hasty().executor(single));
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body("event: output\ndata: a\n\n" + ":".repeat(1_000))
                .throttleBody(60, 1, TimeUnit.HOURS)
                .build());
        answer(200, streaming("processing"));

        Prediction prediction =
                replicate().predictions().await(parsed(streaming("processing")), Duration.ofMillis(300));

        assertThat(prediction.status()).isEqualTo(Prediction.Status.PROCESSING);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    private String streaming(String status) {
        return "{\"id\":\"p1\",\"status\":\"" + status + "\",\"urls\":{\"stream\":\"" + server.url("/stream/p1")
                + "\"}}";
    }

    private static Prediction parsed(String json) {
        return Prediction.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private void stream(String events) {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(events)
                .build());
    }

    @Test
    void aWaitThatIsCanceledLooksNothingUpAnyMore() {
        use(hasty().attemptTimeout(Duration.ofSeconds(5)).callTimeout(Duration.ofSeconds(5)));
        Prediction running = Prediction.parse(PREDICTION.getBytes(StandardCharsets.UTF_8));

        CompletableFuture<Prediction> end = replicate().predictions().awaitAsync(running, Duration.ofHours(1));
        end.cancel(true);

        answer(200, SUCCEEDED);
        assertThat(replicate().predictions().await(running, Duration.ofHours(1)).isTerminal())
                .isTrue();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }
}
