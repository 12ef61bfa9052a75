package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineRecoveryTest extends EngineHarness {
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
                    .predict("ask", String.class, prompt, p -> model("acme/ask").input("prompt", p.text()));
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

    @Test
    void closingWaitsNoLongerThanItMayForWorkThatDoesNotEnd() {
        CountDownLatch never = new CountDownLatch(1);
        replicate.beforeDownload = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Engine stuck = newEngine(settings().shutdownPatience(Duration.ofMillis(200)));
        engine.close();
        stuck.start(IMAGE, new Prompt("stuck"));
        FakeReplicate.Call call = callFor("stuck", 1);
        String output = '"' + FakeReplicate.FILES + "out.png\"";
        stuck.deliver(call.token(), RemotePrediction.succeeded(call.id(), output));
        await().until(() -> stuck.inFlight() > 0);

        assertTimeoutPreemptively(Duration.ofSeconds(20), stuck::close);
        never.countDown();
    }
}
