package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineRetryTest extends EngineHarness {
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
