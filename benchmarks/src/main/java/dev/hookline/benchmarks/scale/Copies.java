package dev.hookline.benchmarks.scale;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/**
 * Makes many jobs of the only one in a database, with its steps, attempts and lines of the log, by SQL. Their ids are in
 * the order of their times, three seconds apart up to now, and their tokens are in none. What waits is due a day later
 * than the job that was copied, or more. Indexes are made after the rows; the tables are vacuumed, analyzed and on the disk
 * when this is done. No engine may run on them meanwhile.
 */
final class Copies {
    private static final int THREADS = 2;

    /** What takes longest first. */
    private static final List<Table> TABLES =
            List.of(new Table("hookline_log", """
            insert into hookline_log (root_id, job_id, at, level, step, tries, prediction_id, message)
            select copy.id, copy.id, line.at - copy.age, line.level, line.step, line.tries, line.prediction_id,
                line.message
            from hookline_log line cross join"""), new Table("hookline_job", """
            insert into hookline_job (id, root_id, workflow, fingerprint, tags, input, status, output,
                updated_at, created_at, version, outer_id, ended_at)
            select copy.id, copy.id, job.workflow, job.fingerprint, job.tags, job.input, job.status, job.output,
                job.updated_at - copy.age, job.created_at - copy.age, job.version,
                copy.id, job.ended_at - copy.age
            from hookline_job job cross join"""), new Table("hookline_step", """
            insert into hookline_step (job_id, name, workflow, status, tries, token, attempt, attempt_status,
                prediction_id, attempted_at, phase, due_at, owner, priority, open_children, result)
            select copy.id, step.name, step.workflow, step.status, step.tries, copy.token, step.attempt,
                step.attempt_status, step.prediction_id, step.attempted_at - copy.age, step.phase,
                step.due_at + copy.age + interval '1 day', step.owner, step.priority, step.open_children, step.result
            from hookline_step step cross join"""));

    private record Table(String name, String insert) {}

    private final DataSource database;
    private final String copies;

    private Copies(DataSource database, int count) {
        this.database = database;
        this.copies = copies(count);
    }

    /** The ids have the digits of ids, and stand before any that an engine makes today. */
    private static String copies(int count) {
        return """
                (select '0' || lpad(to_hex(i), 9, '0') || substr(md5('id ' || i), 1, 16) as id,
                    substr(md5('token ' || i), 1, 22) as token, (%1$d - i) * interval '3 seconds' as age
                from generate_series(1, %1$d) i offset 0) copy
                """.formatted(count);
    }

    /** Makes so many. */
    static void make(DataSource database, int count) throws Exception {
        new Copies(database, count).make();
    }

    private void make() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> tables = new ArrayList<>();
            TABLES.forEach(table -> tables.add(() -> fill(table)));
            for (Future<?> table : threads.invokeAll(tables)) {
                table.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A table could not be filled", e.getCause());
        } finally {
            threads.shutdownNow();
        }
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    private boolean fill(Table table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<Index> indexes = indexes(statement, table.name());
            for (Index index : indexes) {
                statement.execute(index.drop());
            }
            statement.execute(table.insert() + copies);
            statement.execute("set maintenance_work_mem = '512MB'");
            for (Index index : indexes) {
                statement.execute(index.create());
            }
            statement.execute("reset maintenance_work_mem");
            return statement.execute("vacuum (analyze) " + table.name());
        }
    }

    private record Index(String drop, String create) {}

    private static List<Index> indexes(Statement statement, String table) throws SQLException {
        String query = """
                select format('alter table %%s drop constraint %%s', conrelid::regclass, conname),
                    format('alter table %%s add constraint %%s %%s', conrelid::regclass, conname,
                        pg_get_constraintdef(oid))
                from pg_constraint where conrelid = '%1$s'::regclass and contype = 'p'
                union all
                select format('drop index %%s', indexrelid::regclass), pg_get_indexdef(indexrelid)
                from pg_index where indrelid = '%1$s'::regclass and not indisprimary
                """.formatted(table);
        List<Index> indexes = new ArrayList<>();
        try (ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                indexes.add(new Index(results.getString(1), results.getString(2)));
            }
        }
        return indexes;
    }
}
