package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.HooklineException;
import dev.hookline.file.StoredFile;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineTest extends EngineHarness {
    @Test
    void aJobEndsByItsWebhookAloneWithItsOutputStored() throws IOException { // promises 1 and 7
        JobId id = engine.start(IMAGE, new Prompt("a lighthouse"));
        FakeReplicate.Call call = callFor("a lighthouse", 1);

        assertThat(succeed(call)).isEqualTo(Engine.Delivery.TAKEN);

        StoredFile file = engine.output(IMAGE, ended(id)).orElseThrow();
        assertThat(new String(files.open(file.name()).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("/" + call.id() + "/out.png");
        assertThat(replicate.lookUps).isEmpty();
        assertThat(replicate.calls).hasSize(1);
    }

    @Test
    void theTokenIsCommittedBeforeTheCreateIsSent() { // promise 4
        List<Boolean> known = Collections.synchronizedList(new ArrayList<>());
        replicate.answering = call -> {
            known.add(store.findAttempt(call.token()).isPresent());
            return FakeReplicate.atOnce(call);
        };

        engine.start(ALBUM, new Album(List.of("a", "b", "c")));

        await().until(() -> known.size() == 3);
        assertThat(known).containsOnly(true);
    }

    @Test
    void aWebhookThatComesBeforeTheAnswerOfItsCreateCounts() { // promise 4
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        JobId id = engine.start(IMAGE, new Prompt("early"));
        FakeReplicate.Call call = callFor("early", 1);

        engine.deliver(call.token(), RemotePrediction.running(call.id()));
        succeed(call);
        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);

        answer.complete(call.created());
        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(replicate.calls).hasSize(1);
        assertThat(replicate.canceled).isEmpty();
    }

    @Test
    void aRepeatedWebhookChangesNothing() { // promise 3
        JobId id = engine.start(IMAGE, new Prompt("again"));
        FakeReplicate.Call call = callFor("again", 1);
        succeed(call);
        Job once = ended(id);
        int lines = store.log(id).size();

        assertThat(succeed(call)).isEqualTo(Engine.Delivery.TAKEN);
        assertThat(engine.deliver(call.token(), RemotePrediction.running(call.id())))
                .isEqualTo(Engine.Delivery.TAKEN);

        assertThat(engine.find(id)).contains(once);
        assertThat(store.log(id)).hasSize(lines);
    }

    @Test
    void aWebhookIsAnsweredBeforeItsOutputIsFetched() throws Exception { // promise 8
        CountDownLatch answered = new CountDownLatch(1);
        replicate.beforeDownload = () -> waitFor(answered);
        JobId id = engine.start(IMAGE, new Prompt("large"));

        assertThat(succeed(callFor("large", 1))).isEqualTo(Engine.Delivery.TAKEN);
        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.PROCESSING);

        answered.countDown();
        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWebhookForAnotherPredictionThanTheAttemptsIsRefused() { // promise 4
        JobId id = engine.start(IMAGE, new Prompt("mine"));
        FakeReplicate.Call call = callFor("mine", 1);
        await().until(() -> store.findAttempt(call.token()).orElseThrow().predictionId() != null);

        assertThat(engine.deliver(call.token(), RemotePrediction.failed("another", "no")))
                .isEqualTo(Engine.Delivery.CONFLICT);
        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.PROCESSING);
    }

    @Test
    void aTokenThatWasNeverIssuedIsUnknown() {
        assertThat(engine.deliver(CallbackToken.create(new SecureRandom()), RemotePrediction.running("p")))
                .isEqualTo(Engine.Delivery.UNKNOWN);
    }

    @Test
    void resultsOfAFanOutComeInTheOrderOfItsInputs() { // promise 9
        List<String> prompts = IntStream.range(0, 12).mapToObj(i -> "item" + i).toList();
        JobId id = engine.start(ALBUM, new Album(prompts));
        List<String> backwards = new ArrayList<>(prompts);
        Collections.reverse(backwards);

        backwards.forEach(prompt -> succeed(callFor(prompt, 1)));

        List<StoredFile> images = engine.output(ALBUM, ended(id)).orElseThrow();
        assertThat(images.stream().map(this::content).map(path -> path.replaceAll("/p\\d+-(.*)/out.png", "$1")))
                .containsExactlyElementsOf(prompts);
    }

    @Test
    void theLastOfAFanOutStartsTheMergeOnce() throws Exception { // promise 3
        List<String> prompts = IntStream.range(0, 16).mapToObj(i -> "photo" + i).toList();
        JobId id = engine.start(MERGED, new Album(prompts));
        List<FakeReplicate.Call> calls =
                prompts.stream().map(p -> callFor(p, 1)).toList();

        atOnce(calls.stream()
                .flatMap(call -> Stream.of(call, call))
                .map(call -> (Runnable) () -> succeed(call))
                .toList());

        FakeReplicate.Call merge = callFor("merge", 1);
        engine.deliver(merge.token(), RemotePrediction.succeeded(merge.id(), "\"done\""));
        assertThat(engine.output(MERGED, ended(id))).contains("done");
        assertThat(replicate.callsFor("merge")).hasSize(1);
        assertThat(replicate.calls).hasSize(17);
    }

    @Test
    void anEmptyFanOutGivesAnEmptyList() {
        JobId id = engine.start(ALBUM, new Album(List.of()));

        assertThat(engine.output(ALBUM, ended(id)).orElseThrow()).isEmpty();
        assertThat(replicate.calls).isEmpty();
    }

    @Test
    void oneFailedItemLeavesTheOthersUsable() { // promise 10
        JobId id = engine.start(ALBUM, new Album(List.of("good", "bad", "fine")));
        FakeReplicate.Call bad = callFor("bad", 1);
        engine.deliver(bad.token(), RemotePrediction.failed(bad.id(), "The prompt was flagged (E005)"));
        succeed(callFor("good", 1));
        succeed(callFor("fine", 1));

        Job job = ended(id);
        assertThat(job.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(job.state().findError().orElseThrow().message())
                .contains("1 of 3")
                .contains("E005");
        assertThat(store.children(new StepKey(id, "image")))
                .extracting(Job::status)
                .containsExactly(JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.SUCCEEDED);
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameJob() {
        JobLabels labels = JobLabels.ownedBy("somebody").withIdempotencyKey("order-7");
        JobId first = engine.start(IMAGE, new Prompt("one"), labels);
        JobId second = engine.start(IMAGE, new Prompt("one"), labels);

        assertThat(second).isEqualTo(first);
        callFor("one", 1);
        assertThat(replicate.calls).hasSize(1);
    }

    @Test
    @SuppressWarnings("NullAway") // as in code that NullAway does not check
    void aLocalStepThatGivesNullFailsInWords() {
        Workflow<Prompt, String> empty = Workflow.define("empty", Prompt.class, flow -> {
            var prompt = flow.input();
            return flow.local(
                    "nothing",
                    String.class,
                    prompt,
                    p -> Map.<String, String>of().get(p.text()));
        });
        engine.close();
        engine = newEngine(settings().workflows(empty));

        JobId id = engine.start(empty, new Prompt("x"));

        assertThat(ended(id).state().findError().orElseThrow().message()).contains("null");
    }

    @Test
    void aWorkflowThatTheEngineWasNotGivenIsRefused() {
        Workflow<Prompt, Prompt> other = Workflow.define("other", Prompt.class, flow -> flow.input());

        assertThatThrownBy(() -> engine.start(other, new Prompt("x")))
                .isInstanceOf(HooklineException.class)
                .hasMessageContaining("'other'");
    }

    @Test
    void closingWaitsForTheAnswerOfACreate() throws Exception { // promise 5
        CompletableFuture<CreateAnswer> answer = new CompletableFuture<>();
        replicate.answering = call -> answer;
        engine.start(IMAGE, new Prompt("closing"));
        FakeReplicate.Call call = callFor("closing", 1);
        Thread closing = new Thread(engine::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        answer.complete(call.created());
        closing.join(5_000);

        assertThat(store.findAttempt(call.token()).orElseThrow().predictionId()).isEqualTo(call.id());
    }

    @Nested
    class WhenOptionsAreWrong {
        @Test
        void allOfThemAreNamedAtOnce() {
            assertThatThrownBy(() -> Engine.builder().workers(0).build())
                    .hasMessageContaining("store")
                    .hasMessageContaining("files")
                    .hasMessageContaining("gateway")
                    .hasMessageContaining("callbackUrl")
                    .hasMessageContaining("workers");
        }
    }
}
