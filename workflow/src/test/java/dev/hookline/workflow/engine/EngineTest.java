package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.HooklineException;
import dev.hookline.file.LocalFileStore;
import dev.hookline.file.StoredFile;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStatus;
import dev.hookline.job.LogEntry;
import dev.hookline.job.StepKey;
import dev.hookline.testkit.ManualTime;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    record Prompt(String text) {}

    record Album(List<String> texts) {}

    private static final Workflow<Prompt, StoredFile> IMAGE = Workflow.define("image", Prompt.class, flow -> {
        var prompt = flow.input();
        return flow.predict(
                "generate", StoredFile.class, prompt, p -> model("acme/draw").input("prompt", p.text()));
    });

    private static final Workflow<Album, List<StoredFile>> ALBUM = Workflow.define("album", Album.class, flow -> {
        var album = flow.input();
        return flow.forEach(
                "image", album, a -> a.texts().stream().map(Prompt::new).toList(), IMAGE);
    });

    private static final Workflow<Album, String> MERGED = Workflow.define("merged", Album.class, flow -> {
        var album = flow.input();
        var images = flow.forEach(
                "image", album, a -> a.texts().stream().map(Prompt::new).toList(), IMAGE);
        return flow.predict(
                "merge", String.class, images, files -> model("acme/merge").input("prompt", "merge"));
    });

    @TempDir
    Path folder;

    private final InMemoryJobStore store = InMemoryJobStore.create();
    private final FakeReplicate replicate = new FakeReplicate();
    private final List<Engine> engines = new ArrayList<>();
    private LocalFileStore files;
    private Engine engine;

    @BeforeAll
    static void lookOften() {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
    }

    @BeforeEach
    void startEngine() {
        files = LocalFileStore.create(folder);
        engine = newEngine(settings());
    }

    @AfterEach
    void closeEngines() {
        engines.forEach(Engine::close);
    }

    private EngineBuilder settings() {
        return Engine.builder()
                .store(store)
                .files(files)
                .gateway(replicate)
                .callbackUrl(URI.create("https://example.com/webhooks/replicate"))
                .workflows(IMAGE, ALBUM, MERGED)
                .pollInterval(Duration.ofMillis(5))
                .lease(Duration.ofMillis(200))
                .lostAnswerGrace(Duration.ofMillis(150));
    }

    private Engine newEngine(EngineBuilder settings) {
        Engine created = settings.build();
        engines.add(created);
        return created;
    }

    private FakeReplicate.Call callFor(String prompt, int tries) {
        await().until(() -> replicate.callsFor(prompt).size() >= tries);
        return replicate.callsFor(prompt).get(tries - 1);
    }

    private Engine.Delivery succeed(FakeReplicate.Call call) {
        String output = "\"" + FakeReplicate.FILES + call.id() + "/out.png\"";
        return engine.deliver(call.token(), RemotePrediction.succeeded(call.id(), output));
    }

    private Job ended(JobId id) {
        await().until(() -> engine.find(id).orElseThrow().status().isEnd());
        return engine.find(id).orElseThrow();
    }

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

    @Nested
    class WhenSomethingIsLost {
        @Test
        void aCreateWhoseAnswerWasLostIsFoundByItsWebhook() { // promise 5
            replicate.answering = call -> CompletableFuture.failedStage(new IOException("reset"));
            engine.close();
            engine = newEngine(settings().lostAnswerGrace(Duration.ofMinutes(1)));
            JobId id = engine.start(IMAGE, new Prompt("lost answer"));
            FakeReplicate.Call call = callFor("lost answer", 1);
            await().until(() -> logOf(id).anyMatch(line -> line.contains("No answer")));

            engine.deliver(call.token(), RemotePrediction.running(call.id()));
            succeed(call);

            assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(replicate.calls).hasSize(1);
        }

        @Test
        void aCreateThatNoWebhookTellsOfIsMadeAgainAndTheFirstIsCanceledWhenItShowsUp() { // promise 5
            AtomicInteger calls = new AtomicInteger();
            replicate.answering = call -> calls.incrementAndGet() == 1
                    ? CompletableFuture.completedStage(new CreateAnswer.Unanswered("timeout"))
                    : FakeReplicate.atOnce(call);
            JobId id = engine.start(IMAGE, new Prompt("twice"));
            FakeReplicate.Call first = callFor("twice", 1);
            FakeReplicate.Call second = callFor("twice", 2);

            assertThat(engine.deliver(first.token(), RemotePrediction.running(first.id())))
                    .isEqualTo(Engine.Delivery.TAKEN);
            await().until(() -> replicate.canceled.contains(first.id()));
            succeed(second);

            assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(replicate.calls).hasSize(2);
            assertThat(replicate.canceled).containsExactly(first.id());
        }

        @Test
        void aPredictionWhoseWebhookIsLateIsLookedUp() { // promise 1
            Workflow<Prompt, String> hasty = Workflow.define("hasty", Prompt.class, flow -> {
                var prompt = flow.input();
                return flow.with(StepOptions.DEFAULTS.withLookUpAfter(Duration.ofMillis(50)))
                        .predict(
                                "ask",
                                String.class,
                                prompt,
                                p -> model("acme/ask").input("prompt", p.text()));
            });
            engine.close();
            engine = newEngine(settings().workflows(hasty));
            JobId id = engine.start(hasty, new Prompt("quiet"));
            FakeReplicate.Call call = callFor("quiet", 1);
            await().until(() -> replicate.lookUps.contains(call.id()));

            replicate.predictions.put(call.id(), RemotePrediction.succeeded(call.id(), "\"found\""));

            assertThat(engine.output(hasty, ended(id))).contains("found");
        }

        @Test
        void anotherEngineGoesOnWhereOneStopped() { // promise 5
            CountDownLatch sent = new CountDownLatch(1);
            Engine first = engine;
            replicate.answering = call -> {
                sent.countDown();
                return FakeReplicate.atOnce(call);
            };
            JobId id = first.start(IMAGE, new Prompt("moved"));
            FakeReplicate.Call call = callFor("moved", 1);
            await().until(() -> store.findAttempt(call.token()).orElseThrow().predictionId() != null);
            first.close();

            engine = newEngine(settings());
            succeed(call);

            assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(replicate.calls).hasSize(1);
        }

        @Test
        void aDownloadThatFailsIsTriedAgain() { // promise 7
            JobId id = engine.start(IMAGE, new Prompt("flaky"));
            FakeReplicate.Call call = callFor("flaky", 1);
            String url = FakeReplicate.FILES + call.id() + "/out.png";
            replicate.failingDownloads.put(url, new AtomicInteger(1));

            succeed(call);

            assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(logOf(id)).anyMatch(line -> line.contains("could not be stored"));
            assertThat(replicate.calls).hasSize(1);
        }

        @Test
        void anOutputThatIsGoneFailsTheStepInWords() {
            JobId id = engine.start(IMAGE, new Prompt("gone"));
            FakeReplicate.Call call = callFor("gone", 1);

            engine.deliver(
                    call.token(), RemotePrediction.succeeded(call.id(), "[\"" + FakeReplicate.FILES + "gone.png\"]"));

            assertThat(ended(id).state().findError().orElseThrow().code()).isEqualTo("output-removed");
        }
    }

    @Nested
    class WhenReplicateRefuses {
        @Test
        void aRateLimitPutsTheCreateOffWithoutANewAttempt() { // promise 10
            AtomicInteger calls = new AtomicInteger();
            replicate.answering = call -> calls.incrementAndGet() == 1
                    ? CompletableFuture.completedStage(
                            new CreateAnswer.Refused(new JobError("rate-limited", "429"), Duration.ofMillis(100)))
                    : FakeReplicate.atOnce(call);
            JobId id = engine.start(IMAGE, new Prompt("busy"));
            FakeReplicate.Call again = callFor("busy", 2);

            assertThat(again.token()).isEqualTo(callFor("busy", 1).token());
            succeed(again);
            assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        }

        @Test
        void aRefusalForGoodFailsTheStepWithItsWords() { // promise 10
            replicate.answering = call -> CompletableFuture.completedStage(new CreateAnswer.Refused(
                    new JobError("payment-required", "The Replicate account has no credit"), null));
            JobId id = engine.start(IMAGE, new Prompt("broke"));

            assertThat(ended(id).state().error())
                    .isEqualTo(new JobError("payment-required", "The Replicate account has no credit"));
            assertThat(replicate.calls).hasSize(1);
        }

        @Test
        void aCreateThatIsPutOffForADayIsGivenUp() { // promise 6
            ManualTime time = ManualTime.startingAt(Instant.now());
            engine.close();
            engine = newEngine(settings().clock(time));
            replicate.answering = call -> CompletableFuture.completedStage(
                    new CreateAnswer.Refused(new JobError("no-connection", "Nobody answers"), Duration.ZERO));
            JobId id = engine.start(IMAGE, new Prompt("never"));
            callFor("never", 1);

            time.advance(Duration.ofHours(25));

            assertThat(ended(id).state().findError().orElseThrow().code()).isEqualTo("not-submitted");
        }

        @Test
        void anErrorThatMayPassIsTriedAgainUpToTheLimit() { // promise 10
            JobId id = engine.start(IMAGE, new Prompt("E6716"));
            for (int tries = 1; tries <= 3; tries++) {
                FakeReplicate.Call call = callFor("E6716", tries);
                engine.deliver(call.token(), RemotePrediction.failed(call.id(), "Start timed out (E6716)"));
            }

            assertThat(ended(id).status()).isEqualTo(JobStatus.FAILED);
            assertThat(replicate.calls).hasSize(3);
        }
    }

    @Nested
    class WhenAJobIsTriedAgain {
        @Test
        void oneItemIsTriedAloneAndTheOthersAreNotPaidForAgain() { // promise 10
            JobId id = engine.start(MERGED, new Album(List.of("good", "bad", "worse")));
            succeed(callFor("good", 1));
            fail(callFor("bad", 1));
            fail(callFor("worse", 1));
            assertThat(ended(id).status()).isEqualTo(JobStatus.PARTIAL);
            List<Job> items = store.children(new StepKey(id, "image"));

            assertThat(engine.retry(items.get(1).id())).isTrue();
            assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.PROCESSING);
            succeed(callFor("bad", 2));
            assertThat(ended(id).status()).isEqualTo(JobStatus.PARTIAL);

            assertThat(engine.retry(items.get(2).id())).isTrue();
            succeed(callFor("worse", 2));
            FakeReplicate.Call merge = callFor("merge", 1);
            engine.deliver(merge.token(), RemotePrediction.succeeded(merge.id(), "\"done\""));

            assertThat(engine.output(MERGED, ended(id))).contains("done");
            assertThat(replicate.calls).hasSize(6);
            assertThat(replicate.callsFor("good")).hasSize(1);
        }

        @Test
        void aWholeJobGoesOnFromWhatFailed() { // promise 10
            JobId id = engine.start(ALBUM, new Album(List.of("one", "two", "three")));
            succeed(callFor("one", 1));
            fail(callFor("two", 1));
            fail(callFor("three", 1));
            ended(id);

            assertThat(engine.retry(id)).isTrue();
            succeed(callFor("three", 2));
            succeed(callFor("two", 2));

            assertThat(engine.output(ALBUM, ended(id)).orElseThrow()).hasSize(3);
            assertThat(replicate.calls).hasSize(5);
        }

        @Test
        void twoItemsCanBeTriedAtOnce() {
            JobId id = engine.start(ALBUM, new Album(List.of("left", "right")));
            fail(callFor("left", 1));
            fail(callFor("right", 1));
            ended(id);
            List<Job> items = store.children(new StepKey(id, "image"));

            items.forEach(item -> assertThat(engine.retry(item.id())).isTrue());
            succeed(callFor("left", 2));
            succeed(callFor("right", 2));

            assertThat(engine.output(ALBUM, ended(id)).orElseThrow()).hasSize(2);
        }

        @Test
        void aStepHasAllItsTriesAgain() {
            JobId id = engine.start(IMAGE, new Prompt("stubborn"));
            for (int tries = 1; tries <= 3; tries++) {
                failForNow(callFor("stubborn", tries));
            }
            ended(id);

            assertThat(engine.retry(id)).isTrue();
            failForNow(callFor("stubborn", 4));
            failForNow(callFor("stubborn", 5));
            succeed(callFor("stubborn", 6));

            assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        }

        @Test
        void aJobThatRunsOrHasSucceededIsLeftAlone() {
            JobId id = engine.start(IMAGE, new Prompt("fine"));
            assertThat(engine.retry(id)).isFalse();
            succeed(callFor("fine", 1));
            ended(id);

            assertThat(engine.retry(id)).isFalse();
            assertThat(replicate.calls).hasSize(1);
        }

        @Test
        void aWebhookOfTheFirstRoundChangesNothingInTheSecond() { // promise 3
            JobId id = engine.start(IMAGE, new Prompt("rounds"));
            FakeReplicate.Call first = callFor("rounds", 1);
            fail(first);
            ended(id);
            engine.retry(id);
            callFor("rounds", 2);

            assertThat(succeed(first)).isEqualTo(Engine.Delivery.TAKEN);

            assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.PROCESSING);
        }

        private void fail(FakeReplicate.Call call) {
            engine.deliver(call.token(), RemotePrediction.failed(call.id(), "Flagged as sensitive (E005)"));
        }

        private void failForNow(FakeReplicate.Call call) {
            engine.deliver(call.token(), RemotePrediction.failed(call.id(), "Start timed out (E6716)"));
        }
    }

    @Nested
    class WhenAJobIsCanceled {
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

    private Stream<String> logOf(JobId id) {
        return store.log(id).stream().map(LogEntry::message);
    }

    private String content(StoredFile file) {
        try {
            return new String(files.open(file.name()).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void atOnce(List<Runnable> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Runnable task : tasks) {
                all.add(threads.submit(() -> {
                    go.await();
                    task.run();
                    return null;
                }));
            }
            go.countDown();
            for (Future<?> each : all) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
