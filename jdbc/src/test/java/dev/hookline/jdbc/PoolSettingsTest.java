package dev.hookline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.StepKey;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever isolation level a pool sets and whether its connections commit by themselves: a store can do all that it is
 * asked, and children that end together are counted one by one. The whole contract runs on a part of these settings.
 */
class PoolSettingsTest {
    private static final int CHILDREN = 12;

    static Stream<Arguments> settings() {
        List<Arguments> all = new ArrayList<>();
        for (String database : List.of("H2", "PostgreSQL")) {
            for (int isolation : new int[] {
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            }) {
                all.add(Arguments.of(database, isolation, true));
                all.add(Arguments.of(database, isolation, false));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}, isolation {1}, commits by itself: {2}")
    @MethodSource("settings")
    void aStoreIsRightWhateverThePoolSets(String database, int isolation, boolean autoCommit) throws Exception {
        String url = "jdbc:h2:mem:settings" + isolation + autoCommit + ";DB_CLOSE_DELAY=-1";
        DataSource inner =
                database.equals("H2") ? JdbcConnectionPool.create(url, "", "") : TestPostgres.freshDataSource();
        ProbingDataSource pool = new ProbingDataSource(inner, connection -> {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
        });
        JdbcJobStore store = JdbcJobStore.builder(pool).createSchema(true).build();

        Operations.runAll(store);
        assertThat(lastOf(store)).isOne();
        pool.failCommits(1, "08006");
        assertThatThrownBy(() -> store.commit(Jobs.creation(Jobs.job(JobLabels.NONE))))
                .isInstanceOf(JobStoreException.class);

        assertThat(pool.statesOnReturn).hasSizeGreaterThan(50).containsOnly(autoCommit + " " + isolation);
    }

    /** How many of the children that end together, each in a transaction of its own, find that they were the last. */
    private static long lastOf(JdbcJobStore store) throws Exception {
        Job parent = Jobs.job(JobLabels.NONE);
        JobCommit fanOut = Jobs.fanOut(parent, CHILDREN);
        store.commit(fanOut);
        List<Callable<CommitResult>> ends = new ArrayList<>();
        fanOut.changes().forEach(change -> {
            if (change instanceof JobCreated created && created.job().parent() != null) {
                ends.add(() -> store.commit(end(created.job(), new StepKey(parent.id(), "each"))));
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(CHILDREN);
        try {
            long last = 0;
            for (Future<CommitResult> end : threads.invokeAll(ends, 60, TimeUnit.SECONDS)) {
                last += ((CommitResult.Committed) end.get()).joinable().size();
            }
            return last;
        } finally {
            threads.shutdownNow();
        }
    }

    private static JobCommit end(Job child, StepKey parent) {
        JobState state = new JobState(JobStatus.SUCCEEDED, "1", null, Jobs.NOW);
        return JobCommit.of(
                child, Jobs.NOW, List.of(new StateChanged(child.id(), state), new ChildEnded(parent, true)));
    }
}
