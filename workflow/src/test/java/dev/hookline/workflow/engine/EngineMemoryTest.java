package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.testkit.FaultyJobStore;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node remembers of jobs that it has just changed, and of creates that were just answered. */
class EngineMemoryTest extends EngineHarness {
    private final FaultyJobStore counting = FaultyJobStore.of(store);

    @Override
    EngineBuilder settings() {
        return super.settings().store(counting);
    }

    @Test
    void aJobThatAnotherNodeHasCanceledIsNotGoneOnWithFromMemory() {
        Engine other = newEngine(settings());
        JobId id = engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        assertThat(other.cancel(id)).isTrue();

        assertThat(succeed(call)).isEqualTo(Engine.Delivery.TAKEN);

        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.CANCELED);
    }

    @Test
    void aTryThatAnotherNodeHasBegunIsFoundByTheNodeThatRemembersTheOneBefore() {
        Engine other = newEngine(settings());
        JobId id = engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call first = callFor("a cat", 1);
        other.cancel(id);
        other.retry(id);
        FakeReplicate.Call second = callFor("a cat", 2);

        assertThat(succeed(first)).isEqualTo(Engine.Delivery.TAKEN);
        assertThat(succeed(second)).isEqualTo(Engine.Delivery.TAKEN);

        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aWebhookThatNamesAnotherPredictionIsRefusedOnceTheAnswerIsWritten() {
        engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        await().until(() -> store.findAttempt(call.token()).orElseThrow().predictionId() != null);

        assertThat(engine.deliver(call.token(), RemotePrediction.succeeded("another", "\"x\"")))
                .isEqualTo(Engine.Delivery.CONFLICT);
    }

    @Test
    void anAnswerThatItsWebhookHasOvertakenIsNotWritten() {
        JobId id = engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        await().until(() -> engine.inFlight() == 1); // the create was answered, and waits to be written
        succeed(call);

        ended(id);
        assertThat(logOf(id)).doesNotContain("Prediction created");
        await().until(() -> engine.inFlight() == 0);
    }

    @Test
    void forAnAnswerThatComesAfterItsWebhookTheStoreIsNotAsked() {
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        engine.deliver(call.token(), RemotePrediction.running(call.id()));
        counting.setReachable(false);

        answer.complete(call.created());

        await().until(() -> engine.inFlight() == 0);
    }

    @Test
    void anAnswerThatSaysMoreThanItsWebhookIsTaken() {
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        JobId id = engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        engine.deliver(call.token(), RemotePrediction.running(call.id()));

        answer.complete(new CreateAnswer.Created(
                RemotePrediction.succeeded(call.id(), "\"" + FakeReplicate.FILES + "out.png\"")));

        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void answersThatComeTogetherAreWrittenTogether() {
        List<Prompt> prompts = IntStream.range(0, 100)
                .mapToObj(i -> new Prompt("picture " + i))
                .toList();
        List<JobId> jobs = engine.startAll(IMAGE, prompts, prompt -> JobLabels.NONE);
        long started = counting.commitCalls();

        await().until(() -> jobs.stream().allMatch(id -> logOf(id).anyMatch("Prediction created"::equals)));

        assertThat(counting.commitCalls() - started).isLessThan(20);
    }

    @Test
    void anAnswerThatTheStoreDidNotTakeIsWrittenOnceItIsBack() {
        engine.start(IMAGE, new Prompt("a cat"));
        FakeReplicate.Call call = callFor("a cat", 1);
        counting.failBefore(1);

        await().until(() -> store.findAttempt(call.token()).orElseThrow().predictionId() != null);
        assertThat(replicate.callsFor("a cat")).hasSize(1);
    }
}
