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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> sent = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean even = thread % 2 == 0;
                sent.add(threads.submit(() -> {
                    go.await();
                    return even ? messages.succeed(first, "first") : messages.succeed(second, "second");
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
