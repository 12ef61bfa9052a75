package dev.hookline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.simulator.Received;
import dev.hookline.workflow.engine.EngineBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any number of nodes share one PostgreSQL, and none of them is needed. */
@SuppressWarnings("NullAway.Init")
class NodesTest {
    private static final int JOBS = 12;
    private static final Flows.Line LINE = new Flows.Line(List.of("a", "b", "c"), true);

    @TempDir
    private Path folder;

    private World world;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 45, 65})
    void whenOneVanishesTheOtherBringsEveryJobToItsEnd(int predictionsBefore) throws IOException { // promises 5 and 13
        world = World.open(Backend.POSTGRES, folder, Duration.ofMillis(100));
        UnaryOperator<EngineBuilder> quick = builder -> builder.lease(Duration.ofMillis(1_500))
                .lostAnswerGrace(Duration.ofSeconds(2))
                .shutdownPatience(Duration.ZERO);
        Node doomed = world.startNode(quick);
        Node other = world.startNode(quick);
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add((i % 2 == 0 ? doomed : other).engine().start(Flows.POEM, LINE));
        }
        Received received = world.replicate().received();
        await().atMost(World.PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> received.predictionsMade() >= predictionsBefore);

        doomed.vanish();

        for (JobId id : jobs) {
            Job job = World.ended(other, id);
            assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(other.engine().output(Flows.POEM, job)).contains(Flows.poemOf(LINE));
        }
        assertThat(received.predictionsMade()).isEqualTo((long) JOBS * Flows.predictionsOf(LINE));
        assertThat(received.creationsByWebhookPath().values()).containsOnly(1L);
    }
}
