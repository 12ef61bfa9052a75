package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.workflow.gateway.CreateAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EngineCancelTest extends EngineHarness {
    @Test
    void itsPredictionsAreCanceledAndTheirLateWebhooksIgnored() { // promise 11
        JobId id = engine.start(ALBUM, new Album(List.of("x", "y")));
        List<FakeReplicate.Call> calls = List.of(callFor("x", 1), callFor("y", 1));
        calls.forEach(call -> await().until(
                        () -> store.findAttempt(call.token()).orElseThrow().predictionId() != null));

        assertThat(engine.cancel(id)).isTrue();

        await().until(() -> replicate.canceled.size() == 2);
        assertThat(calls).extracting(this::late).containsOnly(Engine.Delivery.TAKEN);
        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.CANCELED);
        assertThat(engine.cancel(id)).isFalse();
    }

    @Test
    void aPredictionThatShowsUpAfterwardsIsCanceledToo() { // promise 11
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        JobId id = engine.start(IMAGE, new Prompt("slow create"));
        FakeReplicate.Call call = callFor("slow create", 1);
        engine.cancel(id);

        answer.complete(call.created());

        await().until(() -> replicate.canceled.equals(List.of(call.id())));
    }

    @Test
    void aPredictionOfADeletedJobThatShowsUpAfterwardsIsCanceledToo() { // promise 11
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        JobId id = engine.start(IMAGE, new Prompt("deleted early"));
        FakeReplicate.Call call = callFor("deleted early", 1);
        engine.delete(id);

        answer.complete(call.created());

        await().until(() -> replicate.canceled.equals(List.of(call.id())));
    }

    @Test
    void aDeletedJobIsGoneAndItsWebhooksAreTaken() { // promise 11
        JobId id = engine.start(IMAGE, new Prompt("deleted"));
        FakeReplicate.Call call = callFor("deleted", 1);

        assertThat(engine.delete(id)).isTrue();

        assertThat(late(call)).isEqualTo(Engine.Delivery.TAKEN);
        assertThat(engine.find(id)).isEmpty();
    }

    private Engine.Delivery late(FakeReplicate.Call call) {
        return succeed(call);
    }
}
