package dev.hookline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.CallbackToken;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Lease;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is started in a caller's transaction shares its fate. */
@ParameterizedClass
@EnumSource(JoinedTransactionTest.Database.class)
@SuppressWarnings("NullAway.Init")
class JoinedTransactionTest {
    private static final Instant LATER = Jobs.NOW.plusSeconds(3_600);
    private static final JobLabels KEYED = JobLabels.NONE.withIdempotencyKey("key");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Parameter
    private Database database;

    private final List<Connection> opened = new ArrayList<>();
    private @Nullable DataSource dataSource;
    private @Nullable JdbcJobStore store;

    enum Database {
        H2 {
            @Override
            DataSource fresh() {
                JdbcDataSource h2 = new JdbcDataSource();
                h2.setURL("jdbc:h2:mem:joined" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
                return h2;
            }
        },
        POSTGRES {
            @Override
            DataSource fresh() throws SQLException {
                return TestPostgres.freshDataSource();
            }
        };

        abstract DataSource fresh() throws SQLException;
    }

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : opened) {
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void aJobIsThereWhenTheCallerCommitsAndNotBefore(int isolation) throws SQLException {
        Job job = Jobs.job(KEYED);
        Connection caller = begin(isolation);
        order(caller, 1);
        assertThat(store().joining(caller).commit(Jobs.creation(job)).isCommitted())
                .isTrue();
        assertThat(store().load(job.id())).isEmpty();
        assertThat(store().list(JobQuery.newest(10))).isEmpty();
        assertThat(claimed()).isZero();
        caller.commit();
        assertThat(store().load(job.id()).orElseThrow().job()).isEqualTo(job);
        assertThat(store().log(job.id())).hasSize(1);
        assertThat(claimed()).isOne();
        assertThat(orders()).isOne();
        assertThat(caller.getAutoCommit()).isFalse();
        assertThat(caller.getTransactionIsolation()).isEqualTo(isolation);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                Connection.TRANSACTION_READ_COMMITTED,
                Connection.TRANSACTION_REPEATABLE_READ,
                Connection.TRANSACTION_SERIALIZABLE
            })
    void aRollbackLeavesNothing(int isolation) throws SQLException {
        Job job = Jobs.job(KEYED);
        JobCommit commit = Jobs.fanOut(job, 3);
        Connection caller = begin(isolation);
        order(caller, 1);
        assertThat(store().joining(caller).commit(commit).isCommitted()).isTrue();
        caller.rollback();
        assertThat(store().load(job.id())).isEmpty();
        assertThat(store().log(job.id())).isEmpty();
        assertThat(claimed()).isZero();
        assertThat(orders()).isZero();
        assertThat(tokensOf(commit))
                .allSatisfy(token -> assertThat(store().findAttempt(token)).isEmpty());
        assertThat(store().commit(Jobs.creation(Jobs.job(KEYED))).isCommitted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_SERIALIZABLE})
    void aKeyThatIsTakenGivesItsJobAndTheTransactionGoesOn(int isolation) throws SQLException {
        Job first = Jobs.job(KEYED);
        store().commit(Jobs.creation(first));
        Connection caller = begin(isolation);
        Job own = Jobs.job(JobLabels.NONE.withIdempotencyKey("own"));
        JoinedTransaction joined = store().joining(caller);
        assertThat(joined.commit(Jobs.creation(Jobs.job(KEYED)))).isEqualTo(new CommitResult.Duplicate(first.id()));
        assertThat(joined.commit(Jobs.creation(own)).isCommitted()).isTrue();
        assertThat(joined.commit(Jobs.creation(Jobs.job(own.labels()))))
                .isEqualTo(new CommitResult.Duplicate(own.id()));
        assertThat(joined.commit(Jobs.creation(own))).isEqualTo(new CommitResult.Stale());
        caller.commit();
        assertThat(store().list(JobQuery.newest(10))).containsExactlyInAnyOrder(first, own);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyThatAnOpenTransactionHasTakenIsWaitedFor(boolean commits) throws Exception {
        Job first = Jobs.job(KEYED);
        Job second = Jobs.job(KEYED);
        Connection one = begin(Connection.TRANSACTION_READ_COMMITTED);
        Connection other = begin(Connection.TRANSACTION_READ_COMMITTED);
        order(other, 7);
        store().joining(one).commit(Jobs.creation(first));
        CountDownLatch begun = new CountDownLatch(1);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<CommitResult> waiting = executor.submit(() -> {
                begun.countDown();
                return store().joining(other).commit(Jobs.creation(second));
            });
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            end(one, commits);
            CommitResult result = waiting.get(20, TimeUnit.SECONDS);
            assertThat(result.isCommitted()).isEqualTo(!commits);
            assertThat(result).isIn(new CommitResult.Duplicate(first.id()), new CommitResult.Committed(List.of()));
        } finally {
            executor.shutdownNow();
        }
        other.commit();
        assertThat(store().list(JobQuery.newest(10))).containsExactly(commits ? first : second);
        assertThat(orders()).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void aKeyThatWasTakenAfterTheTransactionBeganIsNeverTakenTwice(int isolation) throws SQLException {
        Connection caller = begin(isolation);
        assertThat(ordersSeenBy(caller)).isZero();
        Job first = Jobs.job(KEYED);
        store().commit(Jobs.creation(first));
        try {
            assertThat(store().joining(caller).commit(Jobs.creation(Jobs.job(KEYED))))
                    .isEqualTo(new CommitResult.Duplicate(first.id()));
        } catch (JobStoreException e) {
            caller.rollback();
        }
        assertThat(store().list(JobQuery.newest(10))).containsExactly(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"child", "table"})
    void aStartThatFailsLeavesTheTransactionAsItWas(String fault) throws SQLException {
        Job taken = Jobs.job(JobLabels.NONE);
        store().commit(JobCommit.creating(taken, Jobs.NOW, List.of(new JobChange.JobCreated(taken))));
        JobCommit creation = Jobs.creation(Jobs.job(JobLabels.NONE));
        List<JobChange> changes = new ArrayList<>(creation.changes());
        if (fault.equals("child")) {
            changes.add(new JobChange.JobCreated(taken));
        } else {
            execute(connection(), "alter table hookline_log add constraint refusing check (tries > 9)");
        }
        Connection caller = begin(Connection.TRANSACTION_READ_COMMITTED);
        order(caller, 1);
        JoinedTransaction joined = store().joining(caller);
        assertThatThrownBy(() -> joined.commit(
                        new JobCommit(creation.job(), creation.workflow(), JobCommit.NEW, Jobs.NOW, changes)))
                .isInstanceOf(JobStoreException.class);
        order(caller, 2);
        caller.commit();
        assertThat(orders()).isEqualTo(2);
        assertThat(store().list(JobQuery.newest(10))).containsExactly(taken);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyNewJobsInAnOpenTransactionAreTaken(boolean autoCommit) throws SQLException {
        Job job = Jobs.job(JobLabels.NONE);
        store().commit(Jobs.creation(job));
        Connection caller = begin(Connection.TRANSACTION_READ_COMMITTED);
        caller.setAutoCommit(autoCommit);
        JoinedTransaction joined = store().joining(caller);
        JobCommit refused =
                autoCommit ? Jobs.creation(Jobs.job(JobLabels.NONE)) : JobCommit.of(job, Jobs.NOW, List.of());
        assertThatThrownBy(() -> joined.commit(refused))
                .isInstanceOf(autoCommit ? IllegalStateException.class : IllegalArgumentException.class);
        assertThat(store().list(JobQuery.newest(10))).containsExactly(job);
    }

    @ParameterizedTest
    @ValueSource(ints = 2)
    void whatIsToFollowTheCommitRunsOnceWhenItIsToldOf(int times) throws SQLException {
        JoinedTransaction joined = store().joining(begin(Connection.TRANSACTION_READ_COMMITTED));
        AtomicInteger runs = new AtomicInteger();
        joined.afterCommit(runs::incrementAndGet);
        assertThat(runs).hasValue(0);
        for (int i = 0; i < times; i++) {
            joined.committed();
        }
        assertThat(runs).hasValue(1);
    }

    private static List<CallbackToken> tokensOf(JobCommit commit) {
        return commit.changes().stream()
                .filter(AttemptWritten.class::isInstance)
                .map(change -> ((AttemptWritten) change).attempt().token())
                .toList();
    }

    private int claimed() {
        return store().claim(new Lease("node", LATER.plusSeconds(60)), Set.of("merge"), LATER, 10)
                .size();
    }

    private JdbcJobStore store() {
        try {
            JdbcJobStore made = store;
            if (made == null) {
                dataSource = database.fresh();
                made = JdbcJobStore.builder(dataSource).createSchema(true).build();
                store = made;
                execute(connection(), "create table orders (id integer primary key)");
            }
            return made;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection() throws SQLException {
        store();
        Connection connection = Objects.requireNonNull(dataSource).getConnection();
        opened.add(connection);
        return connection;
    }

    private Connection begin(int isolation) throws SQLException {
        Connection connection = connection();
        connection.setTransactionIsolation(isolation);
        connection.setAutoCommit(false);
        return connection;
    }

    private static void end(Connection connection, boolean commits) throws SQLException {
        if (commits) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    private static void order(Connection connection, int id) throws SQLException {
        execute(connection, "insert into orders values (" + id + ")");
    }

    private int orders() throws SQLException {
        return ordersSeenBy(connection());
    }

    private static int ordersSeenBy(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from orders")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
