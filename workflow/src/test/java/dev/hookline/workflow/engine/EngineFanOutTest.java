package dev.hookline.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.file.StoredFile;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.workflow.ItemFailure;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the failure of one item means for the others. */
class EngineFanOutTest extends EngineHarness {
    private static final Workflow<Album, List<StoredFile>> ALL_OR_NOTHING =
            Workflow.define("all-or-nothing", Album.class, flow -> {
                var album = flow.input();
                return flow.forEach(
                        "image", album, a -> a.texts().stream().map(Prompt::new).toList(), IMAGE, ItemFailure.STOP_ALL);
            });

    @Override
    EngineBuilder settings() {
        return super.settings().workflows(ALL_OR_NOTHING);
    }

    private void bind(FakeReplicate.Call call) {
        await().until(() -> store.findAttempt(call.token()).orElseThrow().predictionId() != null);
    }

    private void fail(FakeReplicate.Call call) {
        engine.deliver(call.token(), RemotePrediction.failed(call.id(), "NSFW"));
    }

    @Test
    void oneFailedItemStopsTheOthersWhenAllAreNeeded() {
        JobId id = engine.start(ALL_OR_NOTHING, new Album(List.of("done", "bad", "running", "slow")));
        List<FakeReplicate.Call> running = List.of(callFor("running", 1), callFor("slow", 1));
        running.forEach(this::bind);
        succeed(callFor("done", 1));

        fail(callFor("bad", 1));

        Job job = ended(id);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.state().findError().map(JobError::message)).contains("NSFW");
        await().until(() -> replicate.canceled.size() == 2);
        assertThat(replicate.canceled)
                .containsExactlyInAnyOrder(running.get(0).id(), running.get(1).id());
    }

    @Test
    void whatSucceededBeforeTheStopIsNotPaidForAgain() { // promise 10
        JobId id = engine.start(ALL_OR_NOTHING, new Album(List.of("first", "second", "third")));
        bind(callFor("third", 1));
        succeed(callFor("first", 1));
        await().until(() -> childStatus(id, 0) == JobStatus.SUCCEEDED);
        fail(callFor("second", 1));
        ended(id);

        assertThat(engine.retry(id)).isTrue();
        succeed(callFor("second", 2));
        succeed(callFor("third", 2));

        assertThat(engine.output(ALL_OR_NOTHING, ended(id)).orElseThrow()).hasSize(3);
        assertThat(replicate.callsFor("first")).hasSize(1);
    }

    private JobStatus childStatus(JobId id, int index) {
        return store.children(store.load(id).orElseThrow().steps().get(0).key())
                .get(index)
                .status();
    }

    @Test
    void anItemThatIsTriedAloneWhileOthersRunIsWaitedFor() { // promise 10
        JobId id = engine.start(ALBUM, new Album(List.of("again", "still")));
        fail(callFor("again", 1));
        await().until(() -> childStatus(id, 0) == JobStatus.FAILED);
        JobId item = store.children(store.load(id).orElseThrow().steps().get(0).key())
                .get(0)
                .id();

        assertThat(engine.retry(item)).isTrue();
        succeed(callFor("still", 1));
        await().until(() -> childStatus(id, 1) == JobStatus.SUCCEEDED);
        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.PROCESSING);
        succeed(callFor("again", 2));

        assertThat(engine.output(ALBUM, ended(id)).orElseThrow()).hasSize(2);
    }

    @Test
    void aCancelThatFailsIsTriedAgain() { // promise 11
        replicate.failingCancels.set(1);
        JobId id = engine.start(IMAGE, new Prompt("stubborn"));
        bind(callFor("stubborn", 1));

        engine.cancel(id);

        await().until(() -> replicate.canceled.size() == 1);
    }

    @Test
    void everyJobBelowACanceledOneEnds() { // promise 11
        JobId id = engine.start(ALBUM, new Album(List.of("p", "q", "r")));
        List.of("p", "q", "r").forEach(prompt -> bind(callFor(prompt, 1)));

        assertThat(engine.cancel(id)).isTrue();
        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.CANCELED);

        await().until(() -> List.of(0, 1, 2).stream().allMatch(i -> childStatus(id, i) == JobStatus.CANCELED));
        await().until(() -> !store.load(id).orElseThrow().steps().stream()
                .anyMatch(step -> !step.status().isEnd()));
        assertThat(engine.retry(id)).isTrue();
        List.of("p", "q", "r").forEach(prompt -> succeed(callFor(prompt, 2)));
        assertThat(engine.output(ALBUM, ended(id)).orElseThrow()).hasSize(3);
    }
}
