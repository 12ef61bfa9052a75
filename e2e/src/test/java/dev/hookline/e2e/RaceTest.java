package dev.hookline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.simulator.Received;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes at the same moment counts once. */
@SuppressWarnings("NullAway.Init")
class RaceTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 10;

    @TempDir
    private Path folder;

    private World world;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void theLastTwoOfAFanOutThatEndTogetherStartOneMerge(Backend backend) throws Exception { // promise 3
        world = World.open(backend, folder);
        endTogether(List.of(world.startNode()));
    }

    @Test
    void alsoWhenTwoNodesHearOfThem() throws Exception { // promises 3 and 13
        world = World.open(Backend.POSTGRES, folder);
        endTogether(List.of(world.startNode(), world.startNode()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Backend.class,
            names = {"H2", "POSTGRES"})
    void aFanOutOfAThousandIsJoinedOnce(Backend backend) throws Exception { // promises 3 and 9
        world = World.open(backend, folder);
        Node node = world.startNode();
        List<String> words =
                IntStream.range(0, 1_000).mapToObj(number -> "w" + number).toList();

        JobId id = node.engine().start(Flows.JOINED, new Flows.Line(words, true));

        Job job = World.ended(node, id);
        assertThat(node.engine().output(Flows.JOINED, job))
                .contains(String.join(" ", words).toUpperCase(Locale.ROOT));
        Received received = world.replicate().received();
        assertThat(received.predictionsMade("acme/join")).isEqualTo(1);
        assertThat(received.creationsByWebhookPath().values()).hasSize(1_001).containsOnly(1L);
        assertThat(received.predictionGets()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void oneWebhookFromAHundredThreadsCountsOnce(Backend backend) throws Exception { // promise 3
        world = World.open(backend, folder);
        Node node = world.startNode();
        JobId id = node.engine().start(Flows.SLOWLY_SHOUTED, new Flows.Word("once"));
        await().atMost(World.PATIENCE).until(() -> received().createsAnswered() == 1);
        Received.Creation only = creation("once");
        Messages messages = new Messages(world.replicate(), world.door());

        assertThat(atOnce(100, thread -> messages.succeed(only, "told"))).containsOnly(200);

        assertThat(node.engine().output(Flows.SLOWLY_SHOUTED, World.ended(node, id)))
                .contains("told!");
        assertThat(received().predictionsMade("acme/shout")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Backend.class,
            names = {"H2", "POSTGRES"})
    void aThousandWebhooksOfOneFanOutAtOnceStartOneMerge(Backend backend) throws Exception { // promises 3 and 9
        world = World.open(backend, folder);
        Node node = world.startNode();
        List<String> words =
                IntStream.range(0, 1_000).mapToObj(number -> "w" + number).toList();
        JobId id = node.engine().start(Flows.SLOWLY_JOINED, new Flows.Line(words, true));
        await().atMost(World.PATIENCE).until(() -> received().createsAnswered() == 1_000);
        List<Received.Creation> all = received().creations();
        Messages messages = new Messages(world.replicate(), world.door());

        List<Integer> statuses = atOnce(
                50,
                thread -> IntStream.range(0, 20)
                        .map(i -> {
                            Received.Creation one = all.get(20 * thread + i);
                            return messages.succeed(one, wordOf(one));
                        })
                        .max()
                        .orElseThrow());

        assertThat(statuses).containsOnly(200);
        assertThat(node.engine().output(Flows.SLOWLY_JOINED, World.ended(node, id)))
                .contains(String.join(" ", words));
        assertThat(received().predictionsMade("acme/join")).isEqualTo(1);
    }

    private static String wordOf(Received.Creation creation) {
        return creation.input().replaceAll(".*\"(w\\d+)\".*", "$1");
    }

    private Received received() {
        return world.replicate().received();
    }

    private void endTogether(List<Node> nodes) throws Exception {
        Received received = world.replicate().received();
        for (int round = 0; round < ROUNDS; round++) {
            Node node = nodes.get(round % nodes.size());
            JobId id =
                    node.engine().start(Flows.SLOWLY_JOINED, new Flows.Line(List.of("a" + round, "b" + round), true));
            int made = 2 * (round + 1) + round;
            await().atMost(World.PATIENCE).until(() -> received.predictionsMade() == made);
            Received.Creation first = creation("a" + round);
            Received.Creation second = creation("b" + round);

            List<Integer> statuses = sendAtOnce(first, second);

            assertThat(statuses).containsOnly(200);
            Job job = World.ended(node, id);
            assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(node.engine().output(Flows.SLOWLY_JOINED, job)).contains("first second");
        }
        assertThat(received.predictionsMade("acme/join")).isEqualTo(ROUNDS);
        assertThat(received.predictionsMade("acme/slow")).isEqualTo(2L * ROUNDS);
    }

    private Received.Creation creation(String word) {
        return world.replicate().received().creations().stream()
                .filter(creation -> creation.input().contains("\"" + word + "\""))
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> sendAtOnce(Received.Creation first, Received.Creation second) throws Exception {
        Messages messages = new Messages(world.replicate(), world.door());
        return atOnce(
                THREADS,
                thread -> thread % 2 == 0 ? messages.succeed(first, "first") : messages.succeed(second, "second"));
    }

    private static List<Integer> atOnce(int count, IntUnaryOperator task) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Integer>> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int thread = i;
                sent.add(threads.submit(() -> {
                    go.await();
                    return task.applyAsInt(thread);
                }));
            }
            go.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : sent) {
                statuses.add(each.get(World.PATIENCE.toSeconds(), TimeUnit.SECONDS));
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }
}
