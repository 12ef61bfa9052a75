package dev.hookline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.FaultPlan;
import dev.hookline.simulator.Received;
import dev.hookline.simulator.WebhookEvent;
import dev.hookline.testkit.FaultyJobStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to webhooks and answers on their way, a job comes to the same result for the same price. */
@ParameterizedClass
@SuppressWarnings("NullAway.Init")
@EnumSource(Backend.class)
class DeliveryTest {
    private static final Flows.Line LOUD = new Flows.Line(List.of("a", "b", "c", "d"), true);
    private static final Flows.Line QUIET = new Flows.Line(List.of("x", "y"), false);

    @Parameter
    private Backend backend;

    @TempDir
    private Path folder;

    private World world;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private Node open(Duration latency) throws IOException {
        world = World.open(backend, folder, latency);
        return world.startNode(builder -> builder.lostAnswerGrace(World.PATIENCE));
    }

    private Node open() throws IOException {
        return open(Duration.ofMillis(5));
    }

    private Received received() {
        return world.replicate().received();
    }

    private void assertPoem(Node node, JobId id, Flows.Line line) {
        Job job = World.ended(node, id);
        assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(node.engine().output(Flows.POEM, job)).contains(Flows.poemOf(line));
    }

    private void assertOnePredictionAStep(int predictions) {
        assertThat(received().predictionsMade()).isEqualTo(predictions);
        assertThat(received().creationsByWebhookPath().values())
                .hasSize(predictions)
                .containsOnly(1L);
    }

    @Test
    void aJobWhoseWebhooksComeIsNeverPolled() throws IOException { // promises 1 and 9
        Node node = open();

        JobId loud = node.engine().start(Flows.POEM, LOUD);
        JobId quiet = node.engine().start(Flows.POEM, QUIET);

        assertPoem(node, loud, LOUD);
        assertPoem(node, quiet, QUIET);
        assertOnePredictionAStep(Flows.predictionsOf(LOUD) + Flows.predictionsOf(QUIET));
        assertThat(received().predictionGets()).isZero();
    }

    @Test
    void webhooksThatComeTwiceAndInAnyOrderChangeNothing() throws IOException { // promises 3 and 9
        Node node = open();
        int predictions = 0;
        for (long seed = 1; seed <= 5; seed++) {
            world.replicate()
                    .useFaults(
                            FaultPlan.of(seed, Fault.repeatWebhooks(2), Fault.shuffleWebhooks(Duration.ofMillis(40))));
            JobId id = node.engine().start(Flows.POEM, LOUD);
            assertPoem(node, id, LOUD);
            predictions += Flows.predictionsOf(LOUD);
        }
        assertOnePredictionAStep(predictions);
        assertThat(received().predictionGets()).isZero();
        await().atMost(World.PATIENCE).until(() -> received().deliveries().size() >= 4 * 5 * Flows.predictionsOf(LOUD));
        assertThat(received().deliveries()).allMatch(Received.Delivery::taken);
    }

    @Test
    void webhooksThatComeBeforeTheAnswerOfTheirCreateCount() throws IOException { // promise 4
        Node node = open();
        world.replicate().inject(Fault.webhooksBeforeAnswer());

        JobId id = node.engine().start(Flows.POEM, LOUD);

        assertPoem(node, id, LOUD);
        assertOnePredictionAStep(Flows.predictionsOf(LOUD));
        assertThat(received().deliveries()).allMatch(Received.Delivery::taken);
        assertThat(received().predictionGets()).isZero();
    }

    @Test
    void startWebhooksAreNotNeeded() throws IOException { // promise 5
        Node node = open();
        world.replicate().inject(Fault.loseWebhooks().onEvent(WebhookEvent.START));

        JobId id = node.engine().start(Flows.POEM, LOUD);

        assertPoem(node, id, LOUD);
        assertOnePredictionAStep(Flows.predictionsOf(LOUD));
        assertThat(received().predictionGets()).isZero();
    }

    @Test
    void aLostCompletedWebhookIsMadeGoodByLookingUp() throws IOException { // promises 1 and 5
        Node node = open();
        world.replicate()
                .inject(Fault.loseWebhooks().onEvent(WebhookEvent.COMPLETED).onInput("lost"));

        JobId lost = node.engine().start(Flows.HASTY, new Flows.Word("lost"));

        Job job = World.ended(node, lost);
        assertThat(node.engine().output(Flows.HASTY, job)).contains("LOST");
        assertOnePredictionAStep(1);
        assertThat(received().predictionGets()).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsMadeGoodByTheWebhookAndNotPaidTwice() throws IOException { // promise 5
        Node node = open();
        world.replicate()
                .inject(Fault.loseAnswer().onInput("\"b\""), Fault.loseAnswer().onModel("acme/join"));

        JobId id = node.engine().start(Flows.POEM, LOUD);

        assertPoem(node, id, LOUD);
        assertOnePredictionAStep(Flows.predictionsOf(LOUD));
        assertThat(received().createsAnswered()).isEqualTo(Flows.predictionsOf(LOUD) - 2);
    }

    @Test
    void anAnswerThatIsLostWithAllItsWebhooksIsTriedAgain() throws IOException { // promise 5
        world = World.open(backend, folder);
        Node node = world.startNode(builder -> builder.lostAnswerGrace(Duration.ofMillis(200)));
        world.replicate()
                .inject(Fault.loseAnswer().times(1), Fault.loseWebhooks().times(2));

        JobId id = node.engine().start(Flows.HASTY, new Flows.Word("again"));

        assertThat(node.engine().output(Flows.HASTY, World.ended(node, id))).contains("AGAIN");
        assertOnePredictionAStep(2);
    }

    @Test
    void whatIsAnsweredBecauseTheStoreIsAwayComesAgain() throws IOException { // promise 2
        world = World.open(backend, folder, Duration.ofMillis(400));
        FaultyJobStore store = world.faultyStore();
        Node node = world.startNode(store);
        JobId id = node.engine().start(Flows.JOINED, LOUD);
        await().atMost(World.PATIENCE)
                .until(() -> received().createsAnswered() == LOUD.words().size());

        store.setReachable(false);
        await().atMost(World.PATIENCE)
                .until(() -> received().deliveries().stream().anyMatch(delivery -> delivery.status() == 503));
        store.setReachable(true);

        Job job = World.ended(node, id);
        assertThat(node.engine().output(Flows.JOINED, job)).contains("A B C D");
        assertOnePredictionAStep(LOUD.words().size() + 1);
        assertThat(received().deliveries())
                .extracting(Received.Delivery::status)
                .containsOnly(200, 503);
    }

    @Test
    void outputsAreStoredAndStayWhenReplicateDropsThem() throws IOException { // promise 7
        Node node = open();
        JobId id = node.engine().start(Flows.PICTURE, new Flows.Word("tree"));
        Job job = World.ended(node, id);
        world.replicate().removeOutputs();

        assertThat(node.engine().output(Flows.PICTURE, job))
                .hasValueSatisfying(file -> assertThat(contentOf(file.name())).isEqualTo("copy of drawn tree"));
    }

    @Test
    void aFanOutOfAThousandIsJoinedOnce() throws IOException { // promises 3 and 9
        Node node = open();
        List<String> words =
                IntStream.range(0, 1_000).mapToObj(number -> "w" + number).toList();

        JobId id = node.engine().start(Flows.JOINED, new Flows.Line(words, true));

        Job job = World.ended(node, id);
        assertThat(node.engine().output(Flows.JOINED, job))
                .contains(String.join(" ", words).toUpperCase(Locale.ROOT));
        assertThat(received().predictionsMade("acme/join")).isEqualTo(1);
        assertOnePredictionAStep(1_001);
        assertThat(received().predictionGets()).isZero();
    }

    private String contentOf(String file) {
        try (var in = world.files().open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
