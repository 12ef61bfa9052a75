package dev.hookline.jdbc;

import dev.hookline.job.DeletedJob;
import dev.hookline.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Deletes jobs with all that is below them. Lives for one transaction, on one thread. */
final class TreeDeletion {
    private static final Instant LONG_AGO = Instant.parse("0001-01-01T00:00:00Z");

    private final Connection connection;

    /** The root of each job that is deleted. */
    private final Map<JobId, JobId> roots = new TreeMap<>();

    private final Map<JobId, String> inputs = new TreeMap<>();

    private TreeDeletion(Connection connection) {
        this.connection = connection;
    }

    static Optional<DeletedJob> delete(Connection connection, JobId root) throws SQLException {
        return new TreeDeletion(connection).delete(List.of(root)).stream().findFirst();
    }

    /** What another store is deleting is skipped; a job that has been opened again since is no longer found. */
    static List<DeletedJob> deleteEnded(Connection connection, Instant before, int limit) throws SQLException {
        List<JobId> ended = Sql.query(
                connection,
                Statements.LOCK_ENDED,
                to -> to.time(LONG_AGO).time(before).number(limit),
                Row::id);
        return ended.isEmpty() ? List.of() : new TreeDeletion(connection).delete(upTo(connection, limit, ended));
    }

    static int forgetAttempts(Connection connection, Instant before, int limit) throws SQLException {
        List<String> tokens = Sql.query(
                connection, Statements.LOCK_ORPHANS, to -> to.time(before).number(limit), Row::text);
        return tokens.isEmpty() ? 0 : Sql.update(connection, Statements.FORGET_ATTEMPTS, to -> to.texts(tokens));
    }

    /** As many of the roots as have no more jobs in all than the limit, and the first in any case. */
    private static List<JobId> upTo(Connection connection, int limit, List<JobId> roots) throws SQLException {
        Map<JobId, Integer> below = new HashMap<>();
        Sql.query(connection, Statements.COUNT_BELOW, to -> to.ids(roots), row -> below.put(row.id(), row.number()));
        int taken = 0;
        int jobs = 0;
        do {
            jobs += 1 + below.getOrDefault(roots.get(taken), 0);
            taken++;
        } while (taken < roots.size() && jobs + 1 + below.getOrDefault(roots.get(taken), 0) <= limit);
        return roots.subList(0, taken);
    }

    private List<DeletedJob> delete(List<JobId> wanted) throws SQLException {
        lock(wanted);
        List<JobId> found = wanted.stream().filter(inputs::containsKey).toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Collection<JobId> all = roots.keySet();
        Map<JobId, List<String>> results = results(all);
        Sql.update(connection, Statements.ABANDON_ATTEMPTS, to -> to.ids(all));
        Sql.update(connection, Statements.KEEP_ATTEMPTS, to -> to.ids(all));
        Sql.update(connection, Statements.DELETE_STEPS, to -> to.ids(all));
        Sql.update(connection, Statements.DELETE_LOG, to -> to.ids(found));
        Sql.update(connection, Statements.DELETE_JOBS, to -> to.ids(all));
        return found.stream()
                .map(root -> new DeletedJob(root, inputs.getOrDefault(root, ""), results.getOrDefault(root, List.of())))
                .toList();
    }

    /**
     * A tree that is locked as a whole does not grow, since a new job is created by a commit for one that is there. But
     * it may have grown while its jobs were waited for, so it is locked until nothing new is found.
     */
    private void lock(List<JobId> wanted) throws SQLException {
        int known = -1;
        while (known < roots.size()) {
            known = roots.size();
            Sql.query(connection, Statements.LOCK_TREES, to -> to.ids(wanted).ids(wanted), this::note);
        }
    }

    private boolean note(Row row) throws SQLException {
        JobId id = row.id();
        roots.put(id, row.id());
        String input = row.findText();
        if (input != null) {
            inputs.put(id, input);
        }
        return true;
    }

    private Map<JobId, List<String>> results(Collection<JobId> jobs) throws SQLException {
        Map<JobId, List<String>> results = new HashMap<>();
        Sql.query(
                connection,
                Statements.FIND_RESULTS,
                to -> to.ids(jobs),
                row -> results.computeIfAbsent(roots.get(row.id()), root -> new ArrayList<>())
                        .add(row.text()));
        return results;
    }
}
