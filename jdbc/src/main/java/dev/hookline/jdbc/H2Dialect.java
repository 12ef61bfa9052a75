package dev.hookline.jdbc;

import dev.hookline.job.Claim;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Lease;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** H2 2.2 or newer, in its regular mode, in memory or in a file. */
final class H2Dialect implements Dialect {
    private static final String WRITE_DELAYS =
            "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'";

    static final String FIND_DUE = """
            select job_id, name, phase, owner, due_at from hookline_step
            where due_at <= ? order by due_at, job_id, name fetch first ? rows only for update skip locked
            """;

    private static final String TAKE = "update hookline_step set owner = ?, due_at = ? where job_id = ? and name = ?";

    private static final int LOCK_TIMEOUT = 50200;

    /** Keeps the stores of this process from changing the schema together; H2 has no lock that outlives a change. */
    private static final ReentrantLock SCHEMA = new ReentrantLock();

    @Override
    public String scripts() {
        return "h2";
    }

    @Override
    public String findSchemaTable() {
        return "select count(*) from information_schema.tables"
                + " where table_schema = current_schema and lower(table_name) = 'hookline_schema'";
    }

    /** With the delay, H2 acknowledges a commit up to that long before it writes it to its file. */
    @Override
    public void refuseUnsafeSettings(Connection connection) throws SQLException {
        List<String> delays = Sql.query(connection, WRITE_DELAYS, to -> {}, Row::text);
        if (!delays.stream().allMatch("0"::equals)) {
            throw new JobStoreException(
                    "This H2 database writes commits up to " + delays
                            + " ms after it has acknowledged them, and would lose jobs when the process is killed:"
                            + " add ;WRITE_DELAY=0 to its JDBC URL",
                    null);
        }
    }

    @Override
    public void alone(Connection connection, Schema.Change change) throws SQLException {
        SCHEMA.lock();
        try {
            change.make(connection);
            connection.commit();
        } finally {
            SCHEMA.unlock();
        }
    }

    @Override
    public String putStep() {
        return "merge into hookline_step (" + Statements.STEP_COLUMN_NAMES
                + ") key (job_id, name) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    @Override
    public String putAttempt() {
        return "merge into hookline_attempt (" + Statements.ATTEMPT_COLUMN_NAMES
                + ") key (token) values (?, ?, ?, ?, ?, ?, ?)";
    }

    @Override
    public boolean claimsInOneStatement() {
        return false;
    }

    @Override
    public List<DueClaim> claim(Connection connection, Lease lease, Instant now, int limit) throws SQLException {
        List<DueClaim> claims = Sql.query(
                connection,
                FIND_DUE,
                to -> to.time(now).number(limit),
                row -> new DueClaim(
                        new Claim(new StepKey(row.id(), row.text()), row.name(Phase.class), row.findText()),
                        row.time()));
        Sql.batch(connection, TAKE, claims, (to, claim) -> {
            to.text(lease.owner()).time(lease.until());
            RowMapping.writeKey(to, claim.claim().step());
        });
        return claims;
    }

    @Override
    public boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return (state != null && state.startsWith("40")) || failure.getErrorCode() == LOCK_TIMEOUT;
    }
}
