package dev.hookline.jdbc;

import dev.hookline.job.Attempt;
import dev.hookline.job.Callback;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Claim;
import dev.hookline.job.CommitResult;
import dev.hookline.job.DeletedJob;
import dev.hookline.job.DueWork;
import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStore;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Lease;
import dev.hookline.job.LogEntry;
import dev.hookline.job.LogPage;
import dev.hookline.job.StepKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps jobs in PostgreSQL 13 or newer, or in H2 2.2 or newer, in tables whose names begin with {@code hookline_}.
 *
 * <p>Connections come from the given data source, which should be a pool, and are given back in the state in which they
 * came: whether they commit by themselves, and their isolation level, are the pool's to set. The store keeps none
 * between calls, so there is nothing to close. A call takes one connection at a time.
 *
 * <p>A call of {@link #commit(List)} is one transaction at READ COMMITTED, in a number of round trips that does not grow
 * with the number of commits, beyond what the driver makes of a batch. Transactions that a database rolls back for
 * reasons that pass, a deadlock or a lock that was not had in time, are tried again up to nine times.
 *
 * <p>Durability is the database's: PostgreSQL's {@code synchronous_commit} stays as it is set, and H2 files are accepted
 * with {@code WRITE_DELAY=0} only. H2 hands each commit to the operating system, so that it survives the death of the
 * process, and not that of the machine.
 *
 * <p>Messages of its exceptions show no values of statements. Thread-safe.
 */
public final class JdbcJobStore implements JobStore {
    private final Dialect dialect;
    private final Transactions transactions;

    private JdbcJobStore(Dialect dialect, Transactions transactions) {
        this.dialect = dialect;
        this.transactions = transactions;
    }

    /** Starts the making of a store on the database that the data source leads to. */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Joins the transaction that is open on a connection of the caller's, to the database of this store, so that jobs are
     * started in it: they are there when it is committed, and were never there when it is rolled back.
     *
     * <pre>{@code
     * JoinedTransaction joined = store.joining(connection);
     * orders.insert(connection, order);
     * JobId job = engine.startWithin(joined, pictures, order.photo(), JobLabels.NONE);
     * connection.commit();
     * joined.committed();
     * }</pre>
     */
    public JoinedTransaction joining(Connection connection) {
        return new JoinedTransaction(dialect, connection);
    }

    @Override
    public List<CommitResult> commit(List<JobCommit> commits) {
        return commits.isEmpty()
                ? List.of()
                : transactions.transaction("Committing changes of jobs", CommitTransaction.of(dialect, commits));
    }

    @Override
    public Optional<JobSnapshot> load(JobId id) {
        return transactions.statement("Reading job " + id, connection -> {
            RowMapping.SnapshotReader reader = new RowMapping.SnapshotReader();
            Sql.query(connection, Statements.LOAD, to -> to.id(id), reader::read);
            return reader.snapshots().stream().findFirst();
        });
    }

    @Override
    public Optional<Attempt> findAttempt(CallbackToken token) {
        return transactions.statement(
                "Reading an attempt",
                connection -> Sql.queryOne(
                        connection,
                        Statements.FIND_ATTEMPT,
                        to -> to.text(token.value()).text(token.value()),
                        RowMapping::readAttempt));
    }

    @Override
    public Map<CallbackToken, Callback> findCallbacks(Collection<CallbackToken> tokens) {
        return tokens.isEmpty()
                ? Map.of()
                : transactions.statement(
                        "Reading " + tokens.size() + " attempts with their jobs",
                        connection -> findCallbacks(connection, tokens));
    }

    /**
     * Attempts that count come with their jobs; others are asked for when there are any, in both places, since one may count
     * again by then.
     */
    private Map<CallbackToken, Callback> findCallbacks(Connection connection, Collection<CallbackToken> tokens)
            throws SQLException {
        Map<JobId, JobSnapshot> jobs = new HashMap<>();
        Map<CallbackToken, Callback> found = new HashMap<>();
        List<String> wanted = tokens.stream().map(CallbackToken::value).toList();
        RowMapping.SnapshotReader reader = new RowMapping.SnapshotReader();
        together(connection, Statements.LOAD_OF_TOKENS, to -> to.texts(wanted).texts(wanted), reader::read);
        for (JobSnapshot job : reader.snapshots()) {
            jobs.put(job.job().id(), job);
            job.attempts().forEach(attempt -> found.put(attempt.token(), new Callback(attempt, job)));
        }
        found.keySet().retainAll(Set.copyOf(tokens));
        List<String> others = tokens.stream()
                .filter(token -> !found.containsKey(token))
                .map(CallbackToken::value)
                .toList();
        if (!others.isEmpty()) {
            together(
                    connection, Statements.FIND_ATTEMPTS, to -> to.texts(others).texts(others), row -> {
                        Attempt attempt = RowMapping.readAttempt(row);
                        return found.put(
                                attempt.token(),
                                new Callback(attempt, jobs.get(attempt.step().job())));
                    });
        }
        return found;
    }

    /** A query with the settings that it is planned with; what is sent together is one transaction. */
    private <T> void together(Connection connection, String sql, Sql.Binder binder, Sql.Mapper<T> mapper)
            throws SQLException {
        Together together = new Together(connection, dialect);
        together.command(dialect.settings());
        together.query(sql, binder, mapper);
        together.send();
    }

    @Override
    public List<Job> children(StepKey step, int from, int limit) {
        return transactions.statement(
                "Reading the children of job " + step.job(),
                connection -> Sql.query(
                        connection,
                        Statements.CHILDREN,
                        to -> {
                            RowMapping.writeKey(to, step);
                            to.number(from).number(limit);
                        },
                        RowMapping::readJob));
    }

    @Override
    public Map<StepKey, List<Job>> children(Collection<StepKey> steps) {
        if (steps.isEmpty()) {
            return Map.of();
        }
        Set<StepKey> wanted = Set.copyOf(steps);
        Set<JobId> parents = wanted.stream().map(StepKey::job).collect(Collectors.toSet());
        Set<String> names = wanted.stream().map(StepKey::step).collect(Collectors.toSet());
        List<Job> found = transactions.statement(
                "Reading the children of " + parents.size() + " jobs",
                connection -> Sql.query(
                        connection,
                        Statements.CHILDREN_OF_MANY,
                        to -> to.ids(parents).texts(names),
                        RowMapping::readJob));
        Map<StepKey, List<Job>> children = found.stream()
                .collect(Collectors.groupingBy(
                        child -> child.findParent().orElseThrow().step()));
        children.keySet().retainAll(wanted);
        return children;
    }

    @Override
    public List<Job> list(JobQuery query) {
        return transactions.statement(
                "Listing jobs",
                connection -> Sql.query(
                        connection,
                        Statements.list(query),
                        to -> RowMapping.writeQuery(to, query),
                        RowMapping::readJob));
    }

    @Override
    public LogPage log(JobId root, LogPage.@Nullable Cursor after, int limit) {
        List<LogLine> lines = transactions.statement(
                "Reading the log of job " + root,
                connection -> after == null
                        ? Sql.query(
                                connection, Statements.LOG, to -> to.id(root).number(limit), LogLine::read)
                        : Sql.query(
                                connection,
                                Statements.LOG_AFTER,
                                to -> to.id(root)
                                        .time(after.at())
                                        .time(after.at())
                                        .number(after.number())
                                        .number(limit),
                                LogLine::read));
        return new LogPage(
                lines.stream().map(LogLine::entry).toList(),
                lines.size() < limit ? null : lines.get(limit - 1).cursor());
    }

    @Override
    public List<Claim> claim(Lease lease, Set<String> workflows, Instant now, int limit) {
        Dialect.Wanted wanted = new Dialect.Wanted(lease, workflows, now, limit);
        Transactions.Work<List<Dialect.DueClaim>> work = connection -> dialect.claim(connection, wanted);
        List<Dialect.DueClaim> claims = dialect.claimsInOneStatement()
                ? transactions.statement("Claiming due steps", work)
                : transactions.transaction("Claiming due steps", work);
        return claims.stream().sorted().map(Dialect.DueClaim::claim).toList();
    }

    @Override
    public Optional<DueWork> findFirstDue(Set<String> workflows) {
        return transactions.statement(
                "Looking for what is due", connection -> dialect.findFirstDue(connection, workflows));
    }

    @Override
    public void renew(Lease lease, List<StepKey> steps) {
        if (!steps.isEmpty()) {
            transactions.transaction("Renewing leases", connection -> renew(connection, lease, steps));
        }
    }

    @Override
    public Optional<DeletedJob> delete(JobId root) {
        return transactions.transaction("Deleting job " + root, connection -> TreeDeletion.delete(connection, root));
    }

    @Override
    public List<DeletedJob> deleteEnded(Instant before, int limit) {
        return transactions.transaction(
                "Deleting ended jobs", connection -> TreeDeletion.deleteEnded(connection, before, limit));
    }

    @Override
    public int forgetAttempts(Instant before, int limit) {
        return transactions.transaction(
                "Forgetting attempts", connection -> TreeDeletion.forgetAttempts(connection, before, limit));
    }

    /** In the order of their keys, in which commits write steps too, so that the two do not wait in a circle. */
    private static boolean renew(Connection connection, Lease lease, List<StepKey> steps) throws SQLException {
        List<StepKey> sorted = steps.stream().sorted().toList();
        Sql.batch(connection, Statements.RENEW, sorted, (to, step) -> {
            to.time(lease.until());
            RowMapping.writeKey(to, step);
            to.text(lease.owner());
        });
        return true;
    }

    /** A line with its place in the log. */
    private record LogLine(LogEntry entry, LogPage.Cursor cursor) {
        static LogLine read(Row row) throws SQLException {
            LogEntry entry = RowMapping.readLog(row);
            return new LogLine(entry, new LogPage.Cursor(entry.at(), row.longNumber()));
        }
    }

    /** Sets the options of a {@link JdbcJobStore}. Not thread-safe. */
    public static final class Builder {
        private final DataSource dataSource;
        private boolean createSchema;

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        }

        /**
         * Whether {@link #build} makes the tables, or changes those of an older version, when that is needed. False
         * unless set; then the scripts have to have been run. Any number of nodes may do it at once.
         */
        public Builder createSchema(boolean create) {
            this.createSchema = create;
            return this;
        }

        /**
         * Creates the store.
         *
         * @throws JobStoreException when the database cannot be reached, is neither PostgreSQL nor H2, lacks the tables,
         *     or would lose what it has acknowledged
         */
        public JdbcJobStore build() {
            Transactions transactions = open();
            Schema schema = new Schema(transactions.dialect());
            if (createSchema) {
                transactions.transaction("Creating Hookline's tables", schema::apply);
            }
            transactions.statement("Looking for Hookline's tables", schema::check);
            return new JdbcJobStore(transactions.dialect(), transactions);
        }

        private Transactions open() {
            try (Connection connection = dataSource.getConnection()) {
                Dialect dialect = Dialect.of(connection);
                dialect.refuseUnsafeSettings(connection);
                return new Transactions(dataSource, dialect, connection.getTransactionIsolation());
            } catch (SQLException e) {
                throw new JobStoreException(
                        "Opening the job store failed: SQL state " + e.getSQLState(), SafeFailure.of(e));
            }
        }
    }
}
