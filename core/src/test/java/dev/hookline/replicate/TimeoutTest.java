package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

class TimeoutTest extends ClientTest {

    private void silence() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
    }

    @Test
    void aCreateThatIsNotAnsweredEndsAndMayHaveBeenReceived() {
        use(hasty());
        silence();

        ReplicateConnectionException failure = failure(
                ReplicateConnectionException.class,
                () -> replicate().predictions().create(request()));

        assertThat(failure.mayHaveBeenReceived()).isTrue();
        assertThat(failure).hasMessageContaining("was not answered in time");
    }

    @Test
    void anAnswerWhoseBodyDoesNotEndEndsAsWell() {
        use(hasty());
        server.enqueue(
                response(200, PREDICTION).throttleBody(1, 5, TimeUnit.SECONDS).build());

        failure(
                ReplicateConnectionException.class,
                () -> replicate().predictions().get("p1"));
    }

    @Test
    void aCreateIsGivenTheTimeThatItAskedReplicateToWait() {
        use(hasty());
        server.enqueue(response(201, PREDICTION)
                .headersDelay(1_500, TimeUnit.MILLISECONDS)
                .build());

        CreatePrediction patient = CreatePrediction.model("acme/painter")
                .waitFor(Duration.ofSeconds(1))
                .build();

        assertThat(replicate().predictions().create(patient).id()).isEqualTo("p1");
    }

    @Test
    void oneCallCanHaveATimeOfItsOwn() {
        use(hasty().attemptTimeout(Duration.ofSeconds(20)).callTimeout(Duration.ofSeconds(20)));
        silence();

        failure(
                ReplicateConnectionException.class,
                () -> replicate()
                        .withCallTimeout(Duration.ofMillis(200))
                        .predictions()
                        .create(request()));

        answer(201, PREDICTION);
        assertThat(replicate().predictions().create(request()).id()).isEqualTo("p1");
        assertThatThrownBy(() -> replicate().withCallTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGetThatIsNotAnsweredIsTriedAgain() {
        use(hasty().attemptTimeout(Duration.ofMillis(200)).callTimeout(Duration.ofSeconds(20)));
        silence();
        answer(200, PREDICTION);

        assertThat(replicate().predictions().get("p1").id()).isEqualTo("p1");
    }

    @Test
    void aServerThatIsNotThereHasReceivedNothing() {
        URI nobody = base();
        server.close();
        use(hasty().baseUrl(nobody).callTimeout(Duration.ofSeconds(5)).attemptTimeout(Duration.ofSeconds(5)));

        ReplicateConnectionException failure = failure(
                ReplicateConnectionException.class,
                () -> replicate().predictions().create(request()));

        assertThat(failure.mayHaveBeenReceived()).isFalse();
        assertThat(failure).hasMessageContaining("could not connect");
    }

    @Test
    void anInterruptEndsTheCallAndStaysSet() {
        silence();
        AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            thrown.set(failure(
                    ReplicateConnectionException.class,
                    () -> replicate().predictions().create(request())));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        taken();

        caller.interrupt();

        await().until(() -> Boolean.TRUE.equals(interrupted.get()));
        assertThat(thrown.get()).hasMessageContaining("interrupted");
    }

    @Test
    void aFutureThatIsCanceledTakesItsRequestAlong() throws Exception {
        silence();
        CompletableFuture<Prediction> create = replicate().predictions().createAsync(request());
        taken();

        create.cancel(true);

        assertThatThrownBy(create::join).isInstanceOf(CancellationException.class);
        answer(200, PREDICTION);
        assertThat(replicate().predictions().get("p1").id()).isEqualTo("p1");
        assertThat(taken().getConnectionIndex()).isEqualTo(1);
    }

    @Test
    void closingTheClientEndsWhatIsUnderWay() {
        silence();
        Replicate client = replicate();
        CompletableFuture<Prediction> create = client.predictions().createAsync(request());
        taken();

        client.close();

        assertThatThrownBy(create::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ReplicateConnectionException.class)
                .hasMessageContaining("closed");
        ReplicateConnectionException later = failure(
                ReplicateConnectionException.class, () -> client.predictions().create(request()));
        assertThat(later.mayHaveBeenReceived()).isFalse();
    }
}
