package dev.hookline.jdbc;

import dev.hookline.job.DueWork;
import dev.hookline.job.JobStoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** H2 2.2 or newer, in its regular mode, in memory or in a file. */
final class H2Dialect implements Dialect {
    private static final String WRITE_DELAYS =
            "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'";

    /** The lane of a step is its workflow as long as it has a due time, so that nothing else is read. */
    static final String FIND_PRIORITY = """
            select priority from hookline_step where lane = ? and priority <= ?
            order by lane, priority desc fetch first row only
            """;

    static final String FIND_DUE = """
            select job_id, name, phase, owner, priority, due_at from hookline_step
            where lane = ? and priority = ? and due_at <= ?
            order by lane, priority desc, due_at fetch first ? rows only for update skip locked
            """;

    static final String FIND_FIRST_DUE = """
            select job_id, name, phase, due_at from hookline_step where lane = ? and priority = ?
            order by lane, priority desc, due_at fetch first 1 row only
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

    /** It runs in this process, where a round trip costs nothing. */
    @Override
    public boolean takesManyAtOnce() {
        return false;
    }

    @Override
    public String settings() {
        return "";
    }

    @Override
    public boolean claimsInOneStatement() {
        return false;
    }

    @Override
    public List<DueClaim> claim(Connection connection, Wanted wanted) throws SQLException {
        List<DueClaim> claims = findDue(connection, wanted);
        Sql.batch(connection, TAKE, claims, (to, claim) -> {
            to.text(wanted.lease().owner()).time(wanted.lease().until());
            RowMapping.writeKey(to, claim.claim().step());
        });
        return claims;
    }

    private static List<DueClaim> findDue(Connection connection, Wanted wanted) throws SQLException {
        List<DueClaim> claims = new ArrayList<>();
        for (Map.Entry<Integer, List<String>> lanes :
                lanes(connection, wanted.workflows()).entrySet()) {
            List<DueClaim> ofPriority = new ArrayList<>();
            for (String workflow : lanes.getValue()) {
                ofPriority.addAll(Sql.query(
                        connection,
                        FIND_DUE,
                        to -> to.text(workflow)
                                .number(lanes.getKey())
                                .time(wanted.now())
                                .number(wanted.limit() - claims.size()),
                        DueClaim::read));
            }
            ofPriority.stream()
                    .sorted()
                    .limit(wanted.limit() - (long) claims.size())
                    .forEach(claims::add);
            if (claims.size() >= wanted.limit()) {
                break;
            }
        }
        return claims;
    }

    @Override
    public Optional<DueWork> findFirstDue(Connection connection, Set<String> workflows) throws SQLException {
        List<DueWork> first = new ArrayList<>();
        for (Map.Entry<Integer, List<String>> lanes :
                lanes(connection, workflows).entrySet()) {
            for (String workflow : lanes.getValue()) {
                first.addAll(Sql.query(
                        connection, FIND_FIRST_DUE, to -> to.text(workflow).number(lanes.getKey()), Dialect::readDue));
            }
        }
        return first.stream().min(Comparator.comparing(DueWork::dueAt));
    }

    /** The workflows that have running steps of a priority, by priority from the highest down. */
    private static Map<Integer, List<String>> lanes(Connection connection, Set<String> workflows) throws SQLException {
        Map<Integer, List<String>> lanes = new TreeMap<>(Collections.reverseOrder());
        for (String workflow : workflows) {
            Optional<Integer> priority = findPriority(connection, workflow, Integer.MAX_VALUE);
            while (priority.isPresent()) {
                int found = priority.get();
                lanes.computeIfAbsent(found, same -> new ArrayList<>()).add(workflow);
                priority =
                        found == Integer.MIN_VALUE ? Optional.empty() : findPriority(connection, workflow, found - 1);
            }
        }
        return lanes;
    }

    private static Optional<Integer> findPriority(Connection connection, String workflow, int highest)
            throws SQLException {
        return Sql.queryOne(connection, FIND_PRIORITY, to -> to.text(workflow).number(highest), Row::number);
    }

    @Override
    public boolean isTransient(SQLException failure) {
        String state = failure.getSQLState();
        return (state != null && state.startsWith("40")) || failure.getErrorCode() == LOCK_TIMEOUT;
    }
}
