package dev.hookline.jdbc;

import dev.hookline.job.CallerTransaction;
import dev.hookline.job.CommitResult;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The transaction that is open on a connection, joined by {@link JdbcJobStore#joining}. It never commits, rolls back or
 * closes the connection, and leaves its settings as they are. Any isolation level will do; above READ COMMITTED, a new
 * job whose idempotency key another transaction has taken since this one began is refused with an exception, and the
 * transaction has to be done again, as always at these levels.
 *
 * <p>Not thread-safe, since a connection is not.
 */
public final class JoinedTransaction implements CallerTransaction {
    private static final int MAX_TRIES = 10;

    private final Dialect dialect;
    private final Connection connection;
    private final List<Runnable> actions = new ArrayList<>();

    JoinedTransaction(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = Objects.requireNonNull(connection, "connection");
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when no transaction is open, since the connection commits after each statement
     */
    @Override
    public CommitResult commit(JobCommit commit) {
        if (commit.expectedVersion() != JobCommit.NEW) {
            throw new IllegalArgumentException(
                    "Only new jobs are written into a caller's transaction, and job " + commit.job() + " is none");
        }
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException(
                        "There is no transaction to join: call setAutoCommit(false) on the connection first");
            }
            return repeated(commit);
        } catch (SQLException e) {
            throw new JobStoreException(
                    "Starting a job in a caller's transaction failed: SQL state " + e.getSQLState(), SafeFailure.of(e));
        }
    }

    @Override
    public void afterCommit(Runnable action) {
        actions.add(Objects.requireNonNull(action, "action"));
    }

    /**
     * Tells that the transaction has been committed: to be called after the connection's commit has returned, and never
     * after a rollback. The jobs that were started then go on at once; without it they do when an engine next asks the
     * store for work.
     */
    public void committed() {
        List<Runnable> waiting = List.copyOf(actions);
        actions.clear();
        waiting.forEach(Runnable::run);
    }

    /** When somebody else was about to take the same key, the next try finds that it is taken, or free. */
    private CommitResult repeated(JobCommit commit) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return saved(commit);
            } catch (SQLException e) {
                if (tries == MAX_TRIES || !Transactions.UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    private CommitResult saved(JobCommit commit) throws SQLException {
        Savepoint before = connection.setSavepoint();
        boolean done = false;
        try {
            CommitResult result =
                    CommitTransaction.within(dialect, commit).run(connection).get(0);
            done = true;
            return result;
        } finally {
            if (done) {
                connection.releaseSavepoint(before);
            } else {
                Transactions.tidy("Rolling back to a savepoint", () -> connection.rollback(before));
            }
        }
    }
}
