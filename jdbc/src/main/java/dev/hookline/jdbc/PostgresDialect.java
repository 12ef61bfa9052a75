package dev.hookline.jdbc;

import dev.hookline.job.DueWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PostgreSQL 13 or newer. */
final class PostgresDialect implements Dialect {
    /**
     * Of the index on workflow, priority and due time, only the beginnings are read: which priorities a workflow has is
     * found by leaps from each to the next lower one, and of each of these only what is due, and no more than is wanted.
     * The array of ids is there for the planner, which does not know the limit and might read the whole table.
     */
    private static final String LANES = """
            with recursive lane (workflow, priority) as (
                select known.workflow, (
                    select max(step.priority) from hookline_step step
                    where step.workflow = known.workflow and step.due_at is not null)
                from unnest(cast(? as text[])) known (workflow)
                union all
                select lane.workflow, (
                    select max(step.priority) from hookline_step step
                    where step.workflow = lane.workflow and step.priority < lane.priority and step.due_at is not null)
                from lane where lane.priority is not null)
            """;

    static final String CLAIM = LANES + """
            , found as materialized (
                select due.* from lane cross join lateral (
                    select job_id, name, owner, priority, due_at from hookline_step step
                    where step.workflow = lane.workflow and step.priority = lane.priority and step.due_at <= ?
                    order by step.due_at limit ? for update skip locked) due),
            first as materialized (select * from found order by priority desc, due_at limit ?)
            update hookline_step step set owner = ?, due_at = ? from first
            where step.job_id = any(array(select job_id from first))
                and step.job_id = first.job_id and step.name = first.name
            returning step.job_id, step.name, step.phase, first.owner, first.priority, first.due_at
            """;

    static final String FIND_FIRST_DUE = LANES + """
            select due.* from lane cross join lateral (
                select job_id, name, phase, due_at from hookline_step step
                where step.workflow = lane.workflow and step.priority = lane.priority and step.due_at is not null
                order by step.due_at limit 1) due
            order by due.due_at limit 1
            """;

    /** How the server refuses a text for a number, as {@link TableWrite} makes it fail; what the store sends has none otherwise. */
    static final String NOT_A_NUMBER = "22P02";

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
    public boolean takesManyAtOnce() {
        return true;
    }

    /**
     * A plan is made when a statement has been sent a few times, and kept until the table is analyzed. Made while the table
     * is new and small it would read all of it, a thousand times a second, for the minute in which it grows; so scans are
     * ruled out. And where the server believes that arrays of a known length are worth a plan of their own, it would plan
     * such a statement each time, which takes longer than to carry it out.
     */
    @Override
    public String settings() {
        return "select set_config('enable_seqscan', 'off', true),"
                + " set_config('plan_cache_mode', 'force_generic_plan', true)";
    }

    @Override
    public boolean claimsInOneStatement() {
        return true;
    }

    @Override
    public List<DueClaim> claim(Connection connection, Wanted wanted) throws SQLException {
        return Sql.query(
                connection,
                CLAIM,
                to -> {
                    to.texts(wanted.workflows()).time(wanted.now()).number(wanted.limit());
                    to.number(wanted.limit());
                    to.text(wanted.lease().owner()).time(wanted.lease().until());
                },
                DueClaim::read);
    }

    @Override
    public Optional<DueWork> findFirstDue(Connection connection, Set<String> workflows) throws SQLException {
        return Sql.queryOne(connection, FIND_FIRST_DUE, to -> to.texts(workflows), Dialect::readDue);
    }

    /** Class 40 is a transaction that the server rolled back, a deadlock, say; and rows may have changed in between. */
    @Override
    public boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("40") || state.equals(NOT_A_NUMBER));
    }
}
