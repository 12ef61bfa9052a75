package dev.hookline.jdbc;

import dev.hookline.job.Claim;
import dev.hookline.job.Lease;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** PostgreSQL 13 or newer. */
final class PostgresDialect implements Dialect {
    private static final String PUT_STEP = """
            insert into hookline_step (%s) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (job_id, name) do update set
                status = excluded.status, tries = excluded.tries, token = excluded.token, phase = excluded.phase,
                due_at = excluded.due_at, owner = excluded.owner, open_children = excluded.open_children,
                result = excluded.result, error_code = excluded.error_code, error_message = excluded.error_message
            """.formatted(Statements.STEP_COLUMN_NAMES);

    private static final String PUT_ATTEMPT = """
            insert into hookline_attempt (%s) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (token) do update set
                job_id = excluded.job_id, step = excluded.step, number = excluded.number, status = excluded.status,
                prediction_id = excluded.prediction_id, created_at = excluded.created_at
            """.formatted(Statements.ATTEMPT_COLUMN_NAMES);

    static final String CLAIM = """
            with due as materialized (
                select job_id, name, owner, due_at from hookline_step
                where due_at <= ? order by due_at, job_id, name limit ? for update skip locked)
            update hookline_step step set owner = ?, due_at = ? from due
            where step.job_id = due.job_id and step.name = due.name
            returning step.job_id, step.name, step.phase, due.owner, due.due_at
            """;

    /** Any number that nobody else has: the project's name, in ASCII. */
    private static final long SCHEMA_LOCK = 0x686f6f6b6c696e65L;

    @Override
    public String scripts() {
        return "postgresql";
    }

    @Override
    public String findSchemaTable() {
        return "select count(to_regclass('hookline_schema'))";
    }

    /** A session may give up durability for itself; what the server's owner has decided is not ours to refuse. */
    @Override
    public void refuseUnsafeSettings(Connection connection) {}

    @Override
    public void alone(Connection connection, Schema.Change change) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
        }
        change.make(connection);
    }

    @Override
    public String putStep() {
        return PUT_STEP;
    }

    @Override
    public String putAttempt() {
        return PUT_ATTEMPT;
    }

    @Override
    public boolean claimsInOneStatement() {
        return true;
    }

    @Override
    public List<DueClaim> claim(Connection connection, Lease lease, Instant now, int limit) throws SQLException {
        return Sql.query(
                connection,
                CLAIM,
                to -> to.time(now).number(limit).text(lease.owner()).time(lease.until()),
                row -> new DueClaim(
                        new Claim(new StepKey(row.id(), row.text()), row.name(Phase.class), row.findText()),
                        row.time()));
    }

    /** Class 40 is a transaction that the server rolled back: a deadlock, say. */
    @Override
    public boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.startsWith("40");
    }
}
