package dev.hookline.jdbc;

import static dev.hookline.jdbc.Jobs.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tables that have grown since PostgreSQL last looked at them: it keeps the plans that it made while they were empty, on
 * connections that stay open.
 */
@SuppressWarnings("NullAway.Init")
class YoungTablesTest {
    private static final int UNTIL_PLANS_ARE_KEPT = 12;
    private static final int GROUP = 8;
    private static final int MOST_FOUND = 20;

    private Connection connection;
    private JdbcJobStore store;

    @BeforeEach
    void open() throws SQLException {
        connection = TestPostgres.freshDataSource().getConnection();
        store = JdbcJobStore.builder(poolOf(connection)).createSchema(true).build();
        for (String table : List.of("job", "step", "attempt", "log")) {
            execute("alter table hookline_" + table + " set (autovacuum_enabled = false)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aCommitReadsNoTableAsAWholeByAPlanThatIsOlderThanItsRows() throws SQLException {
        IntStream.range(0, UNTIL_PLANS_ARE_KEPT).forEach(i -> startAndEnd(GROUP));
        startAndEnd(2_000);
        long scanned = rowsReadByScans();
        long found = rowsReadByIndexes();

        IntStream.range(0, UNTIL_PLANS_ARE_KEPT).forEach(i -> startAndEnd(GROUP));

        assertThat(rowsReadByScans() - scanned).isZero();
        assertThat((rowsReadByIndexes() - found) / (UNTIL_PLANS_ARE_KEPT * GROUP))
                .as("for each job")
                .isLessThan(MOST_FOUND);
    }

    @Test
    void noStatementOfATransactionIsPlannedAnewEachTime() throws SQLException {
        IntStream.range(0, UNTIL_PLANS_ARE_KEPT).forEach(i -> startAndEnd(GROUP));

        assertThat(number("select count(*) from pg_prepared_statements where generic_plans > 4"))
                .isGreaterThan(6);
        assertThat(oftenPlanned()).isEmpty();
    }

    /** Or each change would have a new entry in every index of the table. */
    @Test
    void aJobThatMovesOnStaysOnItsPage() throws SQLException {
        List<Job> jobs =
                Stream.generate(() -> Jobs.job(JobLabels.NONE)).limit(500).toList();
        store.commit(jobs.stream().map(Jobs::creation).toList());
        JobState end = new JobState(JobStatus.SUCCEEDED, "{\"text\":\"the answer\"}", null, NOW);
        for (int from = 0; from < jobs.size(); from += GROUP) {
            List<Job> group = jobs.subList(from, Math.min(jobs.size(), from + GROUP));
            store.commit(
                    group.stream().map(job -> JobCommit.of(job, NOW, List.of())).toList());
            store.commit(group.stream()
                    .map(job -> new JobCommit(
                            job.id(), job.workflow().name(), 2, NOW, List.of(new StateChanged(job.id(), end))))
                    .toList());
        }

        String stayed =
                "select 100 * n_tup_hot_upd / n_tup_ins from pg_stat_user_tables where relid = 'hookline_job'::regclass";
        assertThat(number(stayed)).as("in a hundred").isGreaterThan(95);
    }

    private List<String> oftenPlanned() throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select statement from pg_prepared_statements where"
                        + " custom_plans > 0 and generic_plans + custom_plans > 4")) {
            while (result.next()) {
                found.add(result.getString(1));
            }
        }
        return found;
    }

    private void startAndEnd(int count) {
        List<Job> jobs =
                Stream.generate(() -> Jobs.job(JobLabels.NONE)).limit(count).toList();
        List<JobCommit> creations = jobs.stream().map(Jobs::creation).toList();
        store.commit(creations);
        List<CallbackToken> tokens =
                creations.stream().flatMap(YoungTablesTest::tokens).toList();
        assertThat(store.findCallbacks(tokens)).hasSize(count);
        JobState end = new JobState(JobStatus.SUCCEEDED, "{}", null, NOW);
        store.commit(jobs.stream()
                .map(job -> JobCommit.of(job, NOW, List.of(new StateChanged(job.id(), end))))
                .toList());
    }

    private static Stream<CallbackToken> tokens(JobCommit creation) {
        return creation.changes().stream()
                .filter(AttemptWritten.class::isInstance)
                .map(change -> ((AttemptWritten) change).attempt().token());
    }

    private long rowsReadByScans() throws SQLException {
        return number("select sum(seq_tup_read) from pg_stat_user_tables where relname like 'hookline%'");
    }

    private long rowsReadByIndexes() throws SQLException {
        return number("select sum(idx_tup_read) from pg_stat_user_indexes where relname like 'hookline%'");
    }

    private long number(String sql) throws SQLException {
        execute("select pg_stat_force_next_flush()");
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A pool of one connection. */
    private static DataSource poolOf(Connection connection) {
        Object lent = Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> lent);
    }
}
