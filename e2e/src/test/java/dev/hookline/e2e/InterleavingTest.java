package dev.hookline.e2e;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStatus;
import dev.hookline.job.Phase;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.Received;
import dev.hookline.simulator.WebhookEvent;
import dev.hookline.testkit.FaultyJobStore;
import dev.hookline.testkit.Pause;
import dev.hookline.workflow.Workflow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things that happen between two lines of the engine. */
@SuppressWarnings("NullAway.Init")
class InterleavingTest {
    /** What is made good at once, and not only when a lease or a grace has run out. */
    private static final Duration SOON = Duration.ofSeconds(12);

    @TempDir
    private Path folder;

    private World world;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Received received() {
        return world.replicate().received();
    }

    private Job endedSoon(Node node, JobId id) {
        await().atMost(SOON).until(() -> node.find(id).status().isEnd());
        return node.find(id);
    }

    @Test
    void aWebhookThatComesWhileItsAttemptIsBeingGivenUpCounts() throws IOException { // promises 4 and 5
        world = World.open(Backend.H2, folder);
        HookedJobStore store = world.hookedStore();
        Node node = world.startNode(store, builder -> builder.lostAnswerGrace(Duration.ofMillis(500)));
        world.replicate()
                .inject(Fault.loseAnswer().times(1), Fault.loseWebhooks().times(1));
        Messages messages = new Messages(world.replicate(), world.door());
        AtomicBoolean bound = new AtomicBoolean();
        store.afterReading(InterleavingTest::isBeingGivenUp, () -> {
            Received.Creation creation = received().creations().get(0);
            messages.send(creation.webhookPath(), running(creation.predictionId()));
            bound.set(true);
        });

        JobId id = node.engine().start(Flows.SLOW, new Flows.Word("slow"));
        await().atMost(World.PATIENCE).untilTrue(bound);
        await().during(Duration.ofSeconds(2))
                .atMost(World.PATIENCE)
                .until(() -> received().predictionsMade() == 1);
        messages.succeed(received().creations().get(0), "found");

        assertThat(node.engine().output(Flows.SLOW, endedSoon(node, id))).contains("found");
        assertThat(received().predictionsMade()).isEqualTo(1);
    }

    private static boolean isBeingGivenUp(JobSnapshot snapshot) {
        return snapshot.steps().stream()
                .anyMatch(step -> step.isIn(Phase.AWAIT)
                        && step.findWork().orElseThrow().owner() != null
                        && snapshot.findAttempt(step).orElseThrow().predictionId() == null);
    }

    private static byte[] running(String predictionId) {
        return """
                {"id": "%s", "status": "processing", "input": {}, "logs": ""}""".formatted(predictionId).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aPredictionThatFailsBeforeItsCreateIsAnsweredIsTriedAgainSoon() throws IOException { // promises 4 and 10
        world = World.open(Backend.H2, folder);
        Node node = world.startNode();
        world.replicate()
                .inject(
                        Fault.delayAnswer(Duration.ofSeconds(3)).times(1),
                        Fault.failModel("The start timed out (E6716)").times(1));

        JobId id = node.engine().start(Flows.HASTY, new Flows.Word("again"));

        assertThat(node.engine().output(Flows.HASTY, endedSoon(node, id))).contains("AGAIN");
        assertThat(received().predictionsMade()).isEqualTo(2);
    }

    @Test
    void jobsWhoseCommonCommitLostItsAnswerAreStartedOnce() throws Exception { // promise 2
        world = World.open(Backend.H2, folder);
        FaultyJobStore store = world.faultyStore();
        Node node = world.startNode(store);
        Pause pause = store.pauseBefore(1);
        store.failAfter(2);
        List<Thread> starters = new ArrayList<>();
        for (String word : List.of("a", "b", "c")) {
            Thread starter = new Thread(() -> node.engine().start(Flows.HASTY, new Flows.Word(word)));
            starter.start();
            starters.add(starter);
            if (starters.size() == 1) {
                pause.awaitReached();
            } else {
                await().until(() -> starter.getState() == Thread.State.WAITING);
            }
        }
        pause.release();
        for (Thread starter : starters) {
            starter.join(World.PATIENCE.toMillis());
        }

        List<Job> jobs = world.look().list(JobQuery.newest(10));
        assertThat(jobs).extracting(Job::input).hasSize(3).doesNotHaveDuplicates();
        jobs.forEach(job -> assertThat(endedSoon(node, job.id()).status()).isEqualTo(JobStatus.SUCCEEDED));
        assertThat(received().predictionsMade()).isEqualTo(3);
    }

    @Test
    void aPredictionThatShowsUpAfterItsJobWasDeletedIsCanceled() throws IOException { // promise 11
        world = World.open(Backend.H2, folder);
        Node node = world.startNode();
        world.replicate()
                .inject(
                        Fault.delayAnswer(Duration.ofMillis(700)),
                        Fault.loseWebhooks().onEvent(WebhookEvent.START));
        JobId id = node.engine().start(Flows.SLOW, new Flows.Word("deleted"));
        await().atMost(World.PATIENCE).until(() -> received().predictionsMade() == 1);

        assertThat(node.engine().delete(id)).isTrue();

        await().atMost(SOON).until(() -> received().calls("POST /v1/predictions/{id}/cancel") == 1);
    }

    @Test
    void anEngineThatDoesNotKnowAWorkflowLeavesItsJobsToOthers() throws IOException { // promise 13
        world = World.open(Backend.POSTGRES, folder);
        Node knowing = world.startNode(builder -> builder.lease(Duration.ofSeconds(2)));
        world.startNodeWithout(world.look(), builder -> builder.lease(Duration.ofSeconds(2)));
        world.replicate().inject(Fault.failModel("The start timed out (E6716)").times(1));

        JobId id = knowing.engine().start(Flows.HASTY, new Flows.Word("known"));

        assertThat(knowing.engine().output(Flows.HASTY, World.ended(knowing, id)))
                .contains("KNOWN");
        assertThat(received().predictionsMade()).isEqualTo(2);
    }

    @Test
    void aNodeThatIsClosedTakesUpNoWorkByTheWebhooksThatStillReachIt() throws IOException { // promises 5 and 13
        world = World.open(Backend.POSTGRES, folder);
        Node closed = world.startNode();
        JobId id = closed.engine().start(Flows.SLOWLY_SHOUTED, new Flows.Word("a"));
        await().atMost(World.PATIENCE).until(() -> received().createsAnswered() == 1);
        closed.engine().close();

        new Messages(world.replicate(), world.door())
                .succeed(received().creations().get(0), "taken");
        world.door().remove(closed.endpoint());
        Node other = world.startNode();

        assertThat(other.engine().output(Flows.SLOWLY_SHOUTED, endedSoon(other, id)))
                .contains("taken!");
    }

    @Test
    void aFunctionOfADefinitionThatThrowsAnErrorFailsItsStep() throws IOException { // promise 6
        Workflow<Flows.Word, List<String>> broken = Workflow.define("broken", Flows.Word.class, flow -> {
            var asked = flow.predict(
                    "ask",
                    String.class,
                    flow.input(),
                    word -> model("acme/upper").input("text", word.text()));
            return flow.forEach("each", asked, InterleavingTest::broken, Flows.HASTY);
        });
        world = World.open(Backend.H2, folder);
        Node node = world.startNodeWithout(world.look(), builder -> builder.workflows(broken));

        JobId id = node.engine().start(broken, new Flows.Word("x"));

        Job job = endedSoon(node, id);
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.state().findError().orElseThrow().message()).contains("not right");
    }

    private static List<Flows.Word> broken(String text) {
        throw new AssertionError("The answer is not right: " + text);
    }
}
