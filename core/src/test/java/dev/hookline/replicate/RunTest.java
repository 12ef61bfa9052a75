package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunTest extends ClientTest {
    private static final String SUCCEEDED = PREDICTION.replace("starting", "succeeded");

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
