package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.HooklineException;
import dev.hookline.file.StoredFile;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.job.Phase;
import dev.hookline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps that wait for somebody outside. */
class EngineApprovalTest extends EngineHarness {
    record Choice(String by, int number) {}

    private static final Workflow<Prompt, String> REVIEWED = reviewed("reviewed", Duration.ofHours(1));
    private static final Workflow<Prompt, String> HASTY = reviewed("hasty", Duration.ofSeconds(1));
    private static final Workflow<Album, List<String>> GALLERY = Workflow.define("gallery", Album.class, flow -> {
        var album = flow.input();
        return flow.forEach(
                "picture", album, a -> a.texts().stream().map(Prompt::new).toList(), REVIEWED);
    });

    private static Workflow<Prompt, String> reviewed(String name, Duration patience) {
        return Workflow.define(name, Prompt.class, flow -> {
            var prompt = flow.input();
            var drawn = flow.predict(
                    "draw", StoredFile.class, prompt, p -> model("acme/draw").input("prompt", p.text()));
            var choice = flow.approval("review", Choice.class, drawn, patience);
            return flow.local("hang", String.class, drawn, choice, (file, c) -> c.by() + " chose " + c.number());
        });
    }

    @Override
    EngineBuilder settings() {
        return super.settings().workflows(REVIEWED, HASTY, GALLERY);
    }

    private JobId waiting(Workflow<Prompt, String> workflow, String prompt) {
        JobId id = engine.start(workflow, new Prompt(prompt));
        succeed(callFor(prompt, 1));
        awaitReview(id);
        return id;
    }

    private void awaitReview(JobId id) {
        await().until(() -> store.load(id)
                .flatMap(job -> job.findStep("review"))
                .filter(step -> step.isIn(Phase.APPROVAL))
                .isPresent());
    }

    @Test
    void whatIsSaidBecomesTheStepsResult() {
        JobId id = waiting(REVIEWED, "boat");

        assertThat(engine.approve(id, "review", new Choice("ann", 2))).isTrue();

        assertThat(engine.output(REVIEWED, ended(id))).contains("ann chose 2");
    }

    @Test
    void onlyTheFirstWordCounts() throws Exception { // promise 3
        JobId id = waiting(REVIEWED, "sea");
        AtomicInteger counted = new AtomicInteger();

        atOnce(IntStream.range(0, 8)
                .mapToObj(i -> (Runnable) () -> {
                    if (engine.approve(id, "review", new Choice("voter", i))) {
                        counted.incrementAndGet();
                    }
                })
                .toList());

        assertThat(counted).hasValue(1);
        ended(id);
        assertThat(engine.reject(id, "review", "too late")).isFalse();
        assertThat(engine.find(id).orElseThrow().status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    @Test
    void aRejectionFailsTheStepWithItsReason() {
        JobId id = waiting(REVIEWED, "storm");

        assertThat(engine.reject(id, "review", "Not our colors")).isTrue();

        assertThat(ended(id).state().error()).isEqualTo(new JobError("rejected", "Not our colors"));
    }

    @Test
    void whenNobodySaysAnythingInTimeTheStepFails() {
        JobId id = waiting(HASTY, "fog");

        Job job = ended(id);

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.state().findError().map(JobError::code)).contains("approval-expired");
        assertThat(engine.approve(id, "review", new Choice("ann", 1))).isFalse();
    }

    @Test
    void aJobThatIsTriedAgainWaitsAgain() { // promise 10
        JobId id = waiting(REVIEWED, "ice");
        engine.reject(id, "review", "Not yet");
        ended(id);

        assertThat(engine.retry(id)).isTrue();
        awaitReview(id);
        engine.approve(id, "review", new Choice("ann", 3));

        assertThat(engine.output(REVIEWED, ended(id))).contains("ann chose 3");
        assertThat(replicate.callsFor("ice")).hasSize(1);
    }

    @Test
    void anItemOfAFanOutCanWaitToo() {
        JobId id = engine.start(GALLERY, new Album(List.of("left", "right")));
        succeed(callFor("left", 1));
        succeed(callFor("right", 1));
        List<Job> items =
                store.children(store.load(id).orElseThrow().steps().get(0).key());

        for (Job item : items) {
            awaitReview(item.id());
            engine.approve(item.id(), "review", new Choice("ann", items.indexOf(item)));
        }

        assertThat(engine.output(GALLERY, ended(id))).contains(List.of("ann chose 0", "ann chose 1"));
    }

    @Test
    void aWordOfAnotherTypeIsRefusedAndNothingIsLost() {
        JobId id = waiting(REVIEWED, "rain");

        assertThatThrownBy(() -> engine.approve(id, "review", List.of(1)))
                .isInstanceOf(HooklineException.class)
                .hasMessageContaining("Choice");
        assertThatThrownBy(() -> engine.approve(id, "draw", new Choice("ann", 1)))
                .isInstanceOf(HooklineException.class)
                .hasMessageContaining("no step 'draw' that waits for an approval");

        assertThat(engine.approve(id, "review", new Choice("ann", 1))).isTrue();
    }

    @Test
    void aJobIsDrawnWithWhatHasBecomeOfItsSteps() {
        JobId id = waiting(REVIEWED, "map");

        assertThat(engine.diagram(id).orElseThrow())
                .contains("s_draw{{\"draw<br/>succeeded\"}}")
                .contains("s_review[/\"review<br/>running\"/]")
                .contains("s_hang[\"hang\"]")
                .contains("class s_draw succeeded")
                .contains("class s_review running")
                .doesNotContain("class s_hang");
    }
}
