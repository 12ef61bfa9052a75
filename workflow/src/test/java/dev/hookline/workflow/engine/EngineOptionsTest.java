package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.job.StepKey;
import dev.hookline.replicate.WebhookEventType;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.TransientErrors;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What can be set for a step and for an engine. */
class EngineOptionsTest extends EngineHarness {
    private static final AtomicInteger FAILURES = new AtomicInteger();

    private static final Workflow<Prompt, String> TOLD = asked("told", StepOptions.DEFAULTS.withoutStoring());
    private static final Workflow<Prompt, String> URGENT = asked("urgent", StepOptions.DEFAULTS.withPriority(9));
    private static final Workflow<Prompt, String> ORDINARY = asked("ordinary", StepOptions.DEFAULTS);
    private static final Workflow<Prompt, String> CHATTY = asked(
            "chatty",
            StepOptions.DEFAULTS
                    .withEvents(WebhookEventType.OUTPUT, WebhookEventType.LOGS)
                    .withDeadline(Duration.ofSeconds(77)));
    private static final Workflow<Prompt, String> READ = Workflow.define("read", Prompt.class, flow -> {
        var prompt = flow.input();
        return flow.with(StepOptions.DEFAULTS.withRetryDelay(Duration.ofMillis(20)))
                .local("read", String.class, prompt, p -> {
                    if (FAILURES.getAndDecrement() > 0) {
                        throw new IOException("the disk is busy");
                    }
                    return p.text() + " read";
                });
    });

    private static Workflow<Prompt, String> asked(String name, StepOptions options) {
        return Workflow.define(name, Prompt.class, flow -> {
            var prompt = flow.input();
            return flow.with(options)
                    .predict("ask", String.class, prompt, p -> model("acme/ask").input("prompt", p.text()));
        });
    }

    @Override
    EngineBuilder settings() {
        return super.settings().workflows(TOLD, URGENT, ORDINARY, CHATTY, READ);
    }

    @Test
    void aStepSaysWhichWebhooksItWantsAndHowLongItMayTake() { // promise 6
        engine.start(CHATTY, new Prompt("talk"));

        assertThat(callFor("talk", 1).create().events())
                .containsExactlyInAnyOrder(WebhookEventType.OUTPUT, WebhookEventType.LOGS, WebhookEventType.COMPLETED);
        assertThat(callFor("talk", 1).create().cancelAfter()).isEqualTo(Duration.ofSeconds(77));
    }

    @Test
    void aStepCanLeaveItsOutputWhereItIs() {
        JobId id = engine.start(TOLD, new Prompt("leave"));
        FakeReplicate.Call call = callFor("leave", 1);
        String url = FakeReplicate.FILES + "out.png";

        engine.deliver(call.token(), RemotePrediction.succeeded(call.id(), '"' + url + '"'));

        assertThat(engine.output(TOLD, ended(id))).contains(url);
    }

    @Test
    void workOfAHigherPriorityComesFirst() {
        engine.close();
        Engine closing = newEngine(settings().store(store).maxInFlight(1).executor(task -> {}));
        for (int i = 0; i < 5; i++) {
            closing.start(ORDINARY, new Prompt("ordinary " + i));
        }
        closing.start(URGENT, new Prompt("urgent"));
        closing.close();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        replicate.answering = call -> {
            order.add(String.valueOf(call.create().input().get("prompt")));
            return FakeReplicate.atOnce(call);
        };

        newEngine(settings().maxInFlight(1).workers(1).lostAnswerGrace(Duration.ofSeconds(60)));

        await().until(() -> order.size() >= 5);
        assertThat(order.get(0)).isEqualTo("urgent");
    }

    @Test
    void whatCountsAsTransientCanBeReplaced() { // promise 10
        engine.close();
        TransientErrors alsoOutOfMemory =
                error -> error.message().contains("E1001") || TransientErrors.USUAL.contain(error);
        engine = newEngine(settings().transientErrors(alsoOutOfMemory));
        JobId id = engine.start(IMAGE, new Prompt("heavy"));
        FakeReplicate.Call first = callFor("heavy", 1);

        engine.deliver(first.token(), RemotePrediction.failed(first.id(), "Out of memory (E1001)"));
        succeed(callFor("heavy", 2));

        assertThat(ended(id).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aLocalStepIsTriedAgainWhenItsIoFails() { // promise 10
        FAILURES.set(2);
        JobId id = engine.start(READ, new Prompt("page"));
        assertThat(engine.output(READ, ended(id))).contains("page read");

        FAILURES.set(3);
        Job failed = ended(engine.start(READ, new Prompt("page")));
        assertThat(failed.state().error()).isEqualTo(new JobError("step-io-failed", "the disk is busy"));
    }

    @Test
    void noMorePredictionsOfAModelRunThanMay() {
        engine.close();
        engine = newEngine(settings().maxInFlight("acme/ask", 2));
        List<JobId> ids = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ids.add(engine.start(ORDINARY, new Prompt("limited " + i)));
        }
        JobId other = engine.start(IMAGE, new Prompt("another model"));
        await().until(() -> replicate.calls.size() == 3);
        succeed(callFor("another model", 1));
        assertThat(ended(other).status()).isEqualTo(JobStatus.SUCCEEDED);

        for (int ended = 0; ended < 6; ended++) {
            int sent = Math.min(6, ended + 2);
            await().until(() -> asks().size() >= sent);
            assertThat(asks()).hasSize(sent);
            FakeReplicate.Call call = asks().get(ended);
            engine.deliver(call.token(), RemotePrediction.succeeded(call.id(), "\"told\""));
        }
        ids.forEach(this::ended);
    }

    private List<FakeReplicate.Call> asks() {
        return replicate.calls.stream()
                .filter(call -> call.create().model().equals("acme/ask"))
                .toList();
    }

    @Test
    void aPlaceIsFreeOnceAnotherNodeHasTakenTheWebhook() {
        engine.close();
        engine = newEngine(settings().maxInFlight("acme/ask", 1));
        JobId first = engine.start(ORDINARY, new Prompt("here"));
        FakeReplicate.Call call = callFor("here", 1);
        JobId second = engine.start(ORDINARY, new Prompt("next"));
        Engine elsewhere = newEngine(settings());

        elsewhere.deliver(call.token(), RemotePrediction.succeeded(call.id(), "\"told\""));
        ended(first);

        FakeReplicate.Call next = callFor("next", 1);
        elsewhere.deliver(next.token(), RemotePrediction.succeeded(next.id(), "\"told\""));
        assertThat(ended(second).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aCreateThatWaitsForAPlaceIsNotTakenForOneThatWasSentWhenItsNodeCloses() { // promise 5
        engine.close();
        replicate.answering = call -> CompletableFuture.completedStage(call.created());
        Engine closing = newEngine(settings().maxInFlight("acme/ask", 1).lease(Duration.ofMinutes(10)));
        closing.start(ORDINARY, new Prompt("running"));
        callFor("running", 1);
        JobId waiting = closing.start(ORDINARY, new Prompt("waiting"));
        await().until(() -> closing.inFlight() == 1);
        closing.close();

        engine = newEngine(settings().lostAnswerGrace(Duration.ofMinutes(10)));

        FakeReplicate.Call call = callFor("waiting", 1);
        engine.deliver(call.token(), RemotePrediction.succeeded(call.id(), "\"told\""));
        assertThat(ended(waiting).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aCreateThatWaitsForAPlaceIsNotSentOnceItsJobIsCanceled() { // promise 11
        engine.close();
        engine = newEngine(settings().maxInFlight("acme/ask", 1));
        engine.start(ORDINARY, new Prompt("first"));
        FakeReplicate.Call call = callFor("first", 1);
        JobId canceled = engine.start(ORDINARY, new Prompt("canceled"));
        await().until(() -> engine.inFlight() == 1);
        JobId last = engine.start(ORDINARY, new Prompt("last"));

        engine.cancel(canceled);
        engine.deliver(call.token(), RemotePrediction.succeeded(call.id(), "\"told\""));

        FakeReplicate.Call next = callFor("last", 1);
        engine.deliver(next.token(), RemotePrediction.succeeded(next.id(), "\"told\""));
        assertThat(ended(last).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(replicate.callsFor("canceled")).isEmpty();
    }

    @Test
    void limitsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> settings()
                        .maxInFlight("acme/ask", 0)
                        .maxInFlight("ask", 3)
                        .build())
                .hasMessageContaining("'acme/ask'")
                .hasMessageContaining("'ask'");
    }

    @Test
    void anAttemptThatWasGivenUpTooEarlyIsTakenWhenItSucceedsFirst() { // promises 5 and 10
        replicate.answering = call -> CompletableFuture.completedStage(
                replicate.callsFor("precious").size() > 1 ? call.created() : new CreateAnswer.Unanswered("cut"));
        JobId id = engine.start(ORDINARY, new Prompt("precious"));
        FakeReplicate.Call first = callFor("precious", 1);
        FakeReplicate.Call second = callFor("precious", 2);
        await().until(() -> store.findAttempt(second.token()).orElseThrow().predictionId() != null);

        engine.deliver(first.token(), RemotePrediction.succeeded(first.id(), "\"paid for already\""));

        assertThat(engine.output(ORDINARY, ended(id))).contains("paid for already");
        await().until(() -> replicate.canceled.equals(List.of(second.id())));
        engine.deliver(second.token(), RemotePrediction.succeeded(second.id(), "\"too late\""));
        assertThat(engine.output(ORDINARY, engine.find(id).orElseThrow())).contains("paid for already");
        assertThat(store.load(id).orElseThrow().findStep("ask").orElseThrow().key())
                .isEqualTo(new StepKey(id, "ask"));
    }

    @Test
    void anAddressThatIsWrittenOddlyIsFetchedAllTheSame() { // promise 7
        InMemoryJobStore own = InMemoryJobStore.create();
        Engine alone = newEngine(settings().store(own));
        JobId id = alone.start(IMAGE, new Prompt("odd"));
        FakeReplicate.Call call = callFor("odd", 1);

        alone.deliver(
                call.token(),
                RemotePrediction.succeeded(call.id(), '"' + FakeReplicate.FILES + "two words [1] \u00e4.png\""));

        await().until(() -> alone.find(id).orElseThrow().status().isEnd());
        assertThat(content(alone.output(IMAGE, alone.find(id).orElseThrow()).orElseThrow()))
                .isEqualTo("/two words [1] \u00e4.png");
    }
}
