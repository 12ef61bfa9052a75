package dev.hookline.jdbc;

import dev.hookline.job.Claim;
import dev.hookline.job.DueWork;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Lease;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where databases differ. */
sealed interface Dialect permits PostgresDialect, H2Dialect {

    /**
     * Finds the dialect of a database.
     *
     * @throws JobStoreException when it is neither PostgreSQL nor H2
     */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> new PostgresDialect();
            case "h2" -> new H2Dialect();
            default ->
                throw new JobStoreException(
                        "JdbcJobStore knows PostgreSQL and H2, and the data source leads to " + product, null);
        };
    }

    /** The folder of its schema scripts. */
    String scripts();

    /** Counts the tables that are {@code hookline_schema}, without failing when there is none. */
    String findSchemaTable();

    /**
     * Refuses a database that acknowledges what it may lose.
     *
     * @throws JobStoreException when it is set up like that, with words that say how to change it
     */
    void refuseUnsafeSettings(Connection connection) throws SQLException;

    /** Runs the creation or the change of tables so that no other store does it at the same time. */
    void alone(Connection connection, Schema.Change change) throws SQLException;

    /**
     * Whether several statements, parted by semicolons, can be sent as one, and rows be written by {@link
     * TableWrite#forAllRows}.
     */
    boolean takesManyAtOnce();

    /** A statement that comes first in a transaction of the store's own, or nothing. */
    String settings();

    /** Whether {@link #claim} is one statement, which needs no transaction around it. */
    boolean claimsInOneStatement();

    /** Takes due steps, in any order. */
    List<DueClaim> claim(Connection connection, Wanted wanted) throws SQLException;

    /** Finds the work of these workflows that falls due first. */
    Optional<DueWork> findFirstDue(Connection connection, Set<String> workflows) throws SQLException;

    /** Reads job, step, phase and due time. */
    static DueWork readDue(Row row) throws SQLException {
        return new DueWork(new StepKey(row.id(), row.text()), row.name(Phase.class), row.time());
    }

    /** Whether the same transaction may succeed when it is tried again. */
    boolean isTransient(SQLException failure);

    /** The parameters of {@link dev.hookline.job.JobStore#claim}. */
    record Wanted(Lease lease, Set<String> workflows, Instant now, int limit) {}

    /** A claim with the priority of its step and when that was due before it; sorted as claims are to be. */
    record DueClaim(Claim claim, int priority, Instant dueAt) implements Comparable<DueClaim> {
        private static final Comparator<DueClaim> ORDER = Comparator.comparingInt(DueClaim::priority)
                .reversed()
                .thenComparing(DueClaim::dueAt)
                .thenComparing(due -> due.claim().step());

        /** Reads job, step, phase, owner, priority and due time. */
        static DueClaim read(Row row) throws SQLException {
            StepKey key = new StepKey(row.id(), row.text());
            return new DueClaim(new Claim(key, row.name(Phase.class), row.findText()), row.number(), row.time());
        }

        @Override
        public int compareTo(DueClaim other) {
            return ORDER.compare(this, other);
        }
    }
}
