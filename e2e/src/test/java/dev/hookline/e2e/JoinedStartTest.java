package dev.hookline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.jdbc.JoinedTransaction;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is started in a transaction of the caller's begins when that is committed, and only then. */
@ParameterizedClass
@EnumSource(
        value = Backend.class,
        names = {"H2", "POSTGRES"})
@SuppressWarnings("NullAway.Init")
class JoinedStartTest {
    private static final Flows.Line LINE = new Flows.Line(List.of("a", "b"), true);

    @Parameter
    private Backend backend;

    @TempDir
    private Path folder;

    private World world;
    private JdbcJobStore store;

    /** The predictions of jobs that only show how much time has passed. */
    private int others;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommitStartsTheJobWhetherItIsToldOfOrNot(boolean told) throws Exception {
        List<JobId> heard = new CopyOnWriteArrayList<>();
        open();
        Node node = world.startNode(builder -> builder.listener(event -> heard.add(event.job())));
        try (Connection connection = begin()) {
            JoinedTransaction joined = store.joining(connection);
            JobId id = node.engine().startWithin(joined, Flows.POEM, LINE, JobLabels.NONE);
            assertNothingBegins(node, id);
            assertThat(heard).doesNotContain(id);
            connection.commit();
            if (told) {
                joined.committed();
                assertThat(heard).contains(id);
            }
            assertThat(World.ended(node, id).status()).isEqualTo(JobStatus.SUCCEEDED);
        }
        assertMade(Flows.predictionsOf(LINE));
    }

    @Test
    void aJobThatIsToldOfDoesNotWaitForTheNextLook() throws Exception {
        open();
        Node node = world.startNode(builder -> builder.pollInterval(Duration.ofHours(1)));
        try (Connection connection = begin()) {
            JoinedTransaction joined = store.joining(connection);
            JobId id = node.engine().startWithin(joined, Flows.HASTY, new Flows.Word("now"), JobLabels.NONE);
            connection.commit();
            joined.committed();
            assertThat(World.ended(node, id).status()).isEqualTo(JobStatus.SUCCEEDED);
        }
    }

    @Test
    void aRollbackLeavesNothingAndNoPredictionIsMade() throws Exception {
        open();
        Node node = world.startNode();
        JobLabels labels = JobLabels.NONE.withIdempotencyKey("order 7");
        try (Connection connection = begin()) {
            JobId id = node.engine().startWithin(store.joining(connection), Flows.POEM, LINE, labels);
            assertNothingBegins(node, id);
            connection.rollback();
            assertNothingBegins(node, id);
        }
        JobId other = node.engine().start(Flows.POEM, LINE, labels);
        assertThat(World.ended(node, other).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(store.list(JobQuery.newest(9)))
                .singleElement()
                .satisfies(job -> assertThat(job.id()).isEqualTo(other));
        assertMade(Flows.predictionsOf(LINE));
    }

    @Test
    void aNodeThatIsGoneRightAfterTheCommitLosesNothing() throws Exception {
        open();
        Node doomed = world.startNode(builder -> builder.pollInterval(Duration.ofHours(1)));
        JobId id;
        try (Connection connection = begin()) {
            id = doomed.engine().startWithin(store.joining(connection), Flows.POEM, LINE, JobLabels.NONE);
            doomed.vanish();
            connection.commit();
        }
        Node other = world.startNode();
        assertThat(World.ended(other, id).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertMade(Flows.predictionsOf(LINE));
    }

    @Test
    void aKeyThatIsTakenGivesItsJobInsideOfATransactionToo() throws Exception {
        open();
        Node node = world.startNode();
        JobLabels labels = JobLabels.NONE.withIdempotencyKey("order 7");
        try (Connection connection = begin()) {
            JoinedTransaction joined = store.joining(connection);
            JobId id = node.engine().startWithin(joined, Flows.POEM, LINE, labels);
            assertThat(node.engine().startWithin(joined, Flows.POEM, LINE, labels))
                    .isEqualTo(id);
            connection.commit();
            assertThat(node.engine().start(Flows.POEM, LINE, labels)).isEqualTo(id);
            assertThat(node.engine().startWithin(store.joining(connection), Flows.POEM, LINE, labels))
                    .isEqualTo(id);
            connection.commit();
            assertThat(World.ended(node, id).status()).isEqualTo(JobStatus.SUCCEEDED);
        }
        assertMade(Flows.predictionsOf(LINE));
    }

    private void open() throws IOException {
        world = World.open(backend, folder);
        store = (JdbcJobStore) world.look();
    }

    private Connection begin() throws SQLException {
        Connection connection = world.connection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
        return connection;
    }

    /** A job that begins after this one has gone all the way before, so that there was time. */
    private void assertNothingBegins(Node node, JobId id) {
        long before = world.replicate().received().predictionsMade();
        assertThat(node.engine().find(id)).isEmpty();
        JobId other = node.engine().start(Flows.HASTY, new Flows.Word("other"));
        assertThat(World.ended(node, other).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(world.replicate().received().predictionsMade()).isEqualTo(before + 1);
        store.delete(other);
        others++;
    }

    private void assertMade(long predictions) {
        assertThat(world.replicate().received().predictionsMade()).isEqualTo(predictions + others);
    }
}
