package dev.hookline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hookline.job.Attempt;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.Logged;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.LogEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

class TransactionsTest {
    private final JdbcDataSource h2 = new JdbcDataSource();
    private final ProbingDataSource dataSource = new ProbingDataSource(h2);
    private final Job job = Jobs.job(JobLabels.NONE);
    private Connection keeper;
    private JdbcJobStore store;

    @BeforeEach
    void open() throws SQLException {
        h2.setURL("jdbc:h2:mem:transactions");
        keeper = h2.getConnection();
        store = JdbcJobStore.builder(dataSource).createSchema(true).build();
    }

    @AfterEach
    void close() throws SQLException {
        keeper.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aTransactionThatTheDatabaseRolledBackForAReasonThatPassesIsTriedAgain(String state) {
        dataSource.failCommits(3, state);
        assertThat(store.commit(Jobs.creation(job)).isCommitted()).isTrue();
        assertThat(store.log(job.id())).hasSize(1);
    }

    @Test
    void aTransactionThatIsRolledBackAgainAndAgainIsGivenUp() {
        dataSource.failCommits(1_000, "40001");
        assertThatThrownBy(() -> store.commit(Jobs.creation(job)))
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining("40001");
        dataSource.failCommits(0, "");
        assertThat(store.load(job.id())).isEmpty();
    }

    @Test
    void aLostAnswerIsNotTakenForARollback() {
        dataSource.loseAnswer("08006");
        assertThatThrownBy(() -> store.commit(Jobs.creation(job))).isInstanceOf(JobStoreException.class);
        assertThat(store.load(job.id())).isPresent();
        assertThat(store.commit(Jobs.creation(job))).isEqualTo(new CommitResult.Stale());
    }

    /** The end of the transaction goes to PostgreSQL with what is written, in messages that differ by the mode. */
    @ParameterizedTest
    @EnumSource(PreferQueryMode.class)
    void nothingIsWrittenWithAJobThatHasMovedOnHoweverTheDriverSends(PreferQueryMode mode) throws SQLException {
        PGSimpleDataSource postgres = TestPostgres.freshDataSource();
        postgres.setPreferQueryMode(mode);
        JdbcJobStore onPostgres =
                JdbcJobStore.builder(postgres).createSchema(true).build();
        Job same = Jobs.job(JobLabels.NONE);
        onPostgres.commit(List.of(Jobs.creation(job), Jobs.creation(same)));
        onPostgres.commit(JobCommit.of(job, Jobs.NOW, List.of()));

        List<CommitResult> results = onPostgres.commit(List.of(moved(same, "first"), moved(job, "stale")));

        assertThat(results).extracting(CommitResult::isCommitted).containsExactly(true, false);
        assertThat(onPostgres.log(same.id())).hasSize(2);
        assertThat(onPostgres.log(job.id())).hasSize(1);
        assertThat(onPostgres.load(same.id()).orElseThrow().job().version()).isEqualTo(2);
    }

    /** Above it, claims that meet would give up. */
    @Test
    void aLoneStatementRunsAtReadCommittedOnAPoolThatIsStricter() throws SQLException {
        int strict = Connection.TRANSACTION_SERIALIZABLE;
        DataSource pool = new ProbingDataSource(
                TestPostgres.freshDataSource(), connection -> connection.setTransactionIsolation(strict));
        Transactions transactions = new Transactions(pool, new PostgresDialect(), strict);
        Optional<String> level = transactions.statement(
                "Asking for the level",
                connection -> Sql.queryOne(connection, "show transaction_isolation", to -> {}, Row::text));
        assertThat(level).contains("read committed");
    }

    private static JobCommit moved(Job job, String line) {
        LogEntry entry = new LogEntry(job.root(), job.id(), Jobs.NOW, LogEntry.Level.INFO, null, 0, null, line);
        return JobCommit.of(job, Jobs.NOW, List.of(new Logged(entry)));
    }

    @Test
    void anExceptionShowsNoTokenOnH2() throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            statement.execute("alter table hookline_step add constraint refusing check (attempt > 1)");
        }
        assertNoTokenShows(store);
    }

    @Test
    void anExceptionShowsNoTokenOnPostgres() throws SQLException {
        PGSimpleDataSource postgres = TestPostgres.freshDataSource();
        JdbcJobStore onPostgres =
                JdbcJobStore.builder(postgres).createSchema(true).build();
        try (Connection connection = postgres.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table hookline_step add constraint refusing check (attempt > 1)");
        }
        assertNoTokenShows(onPostgres);
    }

    private void assertNoTokenShows(JdbcJobStore refusing) {
        List<JobChange> changes = Jobs.creation(job).changes();
        Attempt attempt = ((AttemptWritten) changes.get(2)).attempt();
        Throwable failure = catchThrowable(() -> refusing.commit(JobCommit.creating(job, Jobs.NOW, changes)));
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(failure).isInstanceOf(JobStoreException.class);
        assertThat(text.toString())
                .containsIgnoringCase("refusing")
                .doesNotContain(attempt.token().value());
    }
}
