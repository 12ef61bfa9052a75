package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.testkit.ManualTime;
import dev.hookline.workflow.gateway.CreateAnswer;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineRefusalTest extends EngineHarness {
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
