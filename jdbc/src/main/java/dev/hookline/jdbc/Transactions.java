package dev.hookline.jdbc;

import dev.hookline.job.JobStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections, runs work on them and gives them back as they came. Work that the database has rolled back for
 * reasons that pass, such as a deadlock, is done again from its beginning; so it does nothing but talk to the database.
 *
 * <p>Thread-safe.
 */
final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int MAX_TRIES = 10;

    /** Somebody else has just created what we were about to create: the next try finds it. */
    static final String UNIQUE_VIOLATION = "23505";

    /** What was taken for true is not: the next try looks first. */
    static final String SERIALIZATION_FAILURE = "40001";

    private final DataSource dataSource;
    private final Dialect dialect;
    private final int poolIsolation;

    Transactions(DataSource dataSource, Dialect dialect, int poolIsolation) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.poolIsolation = poolIsolation;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Talks to the database. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Runs one statement by itself, which sees one moment and happens whole. Where the pool sets a level above READ COMMITTED, it
     * gets a transaction at that, since of many that claim work at once some would give up above it, again and again.
     */
    <T> T statement(String what, Work<T> work) {
        return isReadCommitted()
                ? repeated(what, connection -> withAutoCommit(connection, true, work))
                : transaction(what, work);
    }

    /**
     * Runs work as one transaction at READ COMMITTED, where a row that was waited for is seen as it is then; the levels
     * above are right as well, but give up where this one goes on.
     */
    <T> T transaction(String what, Work<T> work) {
        return repeated(
                what,
                connection ->
                        withIsolation(connection, same -> withAutoCommit(same, false, begun -> commit(begun, work))));
    }

    private <T> T repeated(String what, Work<T> work) {
        for (int tries = 1; ; tries++) {
            try (Connection connection = dataSource.getConnection()) {
                return work.run(connection);
            } catch (SQLException e) {
                if (tries == MAX_TRIES || !(UNIQUE_VIOLATION.equals(e.getSQLState()) || dialect.isTransient(e))) {
                    throw new JobStoreException(what + " failed: SQL state " + e.getSQLState(), SafeFailure.of(e));
                }
                LOG.atDebug()
                        .addKeyValue("what", what)
                        .addKeyValue("state", e.getSQLState())
                        .addKeyValue("tries", tries)
                        .log("Transaction is repeated");
            }
        }
    }

    private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
        boolean done = false;
        try {
            T result = work.run(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                tidy("Rolling back", connection::rollback);
            }
        }
    }

    private static <T> T withAutoCommit(Connection connection, boolean wanted, Work<T> work) throws SQLException {
        boolean found = connection.getAutoCommit();
        if (found == wanted) {
            return work.run(connection);
        }
        connection.setAutoCommit(wanted);
        try {
            return work.run(connection);
        } finally {
            tidy("Restoring the commit mode", () -> connection.setAutoCommit(found));
        }
    }

    private boolean isReadCommitted() {
        return poolIsolation == Connection.TRANSACTION_READ_COMMITTED;
    }

    /** Asking for the level costs a round trip on PostgreSQL, so it is asked for only where the pool sets another. */
    private <T> T withIsolation(Connection connection, Work<T> work) throws SQLException {
        if (isReadCommitted()) {
            return work.run(connection);
        }
        int found = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try {
            return work.run(connection);
        } finally {
            tidy("Restoring the isolation level", () -> connection.setTransactionIsolation(found));
        }
    }

    /**
     * Only a broken connection fails here. Then the work has failed too, and its failure is the one that is thrown; or
     * it has been committed, and must not be taken for lost.
     */
    static void tidy(String what, Tidying tidying) {
        try {
            tidying.run();
        } catch (SQLException e) {
            LOG.atDebug()
                    .addKeyValue("what", what)
                    .addKeyValue("state", e.getSQLState())
                    .log("Connection is broken");
        }
    }

    @FunctionalInterface
    interface Tidying {
        void run() throws SQLException;
    }
}
