package dev.hookline.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that is written into rows of a table, and the statements that write it. The order of its columns is that of its
 * parameters. Immutable.
 */
final class TableWrite {
    /** A parameter in what an update sets and is bound to, by the name of its column. */
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    static final TableWrite INSERT_JOB = insert(Table.JOB, """
                    id, workflow, fingerprint, root_id, parent_id, parent_step, child_index, owner, idempotency_key, tags,
                    deadline_at, status, error_code, error_message, updated_at, created_at, version, input, output,
                    outer_id, outer_key, ended_at
                    """);

    /**
     * Writes nothing where the job is at another version than expected. Without a status, all but the version stays as it
     * is. One statement for both, so that rows are locked in the order of their ids.
     */
    static final TableWrite UPDATE_JOB = update(
            Table.JOB,
            "id, expected, version, status, output, error_code, error_message, updated_at",
            """
            version = {version},
            status = coalesce({status}, kept.status),
            output = case when {status} is null then kept.output else {output} end,
            error_code = case when {status} is null then kept.error_code else {error_code} end,
            error_message = case when {status} is null then kept.error_message else {error_message} end,
            updated_at = coalesce({updated_at}, kept.updated_at),
            ended_at = case when {status} is null then kept.ended_at
                when {status} <> 'PROCESSING' and kept.parent_id is null then {updated_at} end
            """,
            "kept.id = {id} and kept.version = {expected}");

    /**
     * Without an attempt, that stays as it is. Where the attempt of another token is, nothing is written unless that is among
     * those that count no longer, so that none gets lost.
     */
    static final TableWrite PUT_STEP = put(
            Table.STEP,
            List.of("job_id", "name"),
            """
                    job_id, name, workflow, status, tries, token, phase, due_at, owner, priority, open_children, result,
                    error_code, error_message, attempt, attempt_status, prediction_id, attempted_at
                    """,
            new Replacing(
                    Set.of("attempt", "attempt_status", "prediction_id", "attempted_at"),
                    "excluded.token = kept.token and excluded.attempt is null",
                    "kept.token is null or kept.token = excluded.token"
                            + " or exists (select from hookline_attempt former where former.token = kept.token)"));

    /** What is known of the attempt that counts. */
    static final TableWrite BIND = update(
            Table.STEP,
            "job_id, name, attempt, attempt_status, prediction_id, attempted_at",
            """
            attempt = {attempt}, attempt_status = {attempt_status}, prediction_id = {prediction_id},
            attempted_at = {attempted_at}
            """,
            "kept.job_id = {job_id} and kept.name = {name}");

    static final TableWrite COUNT = update(
            Table.STEP,
            "job_id, name, open_children",
            "open_children = {open_children}",
            "kept.job_id = {job_id} and kept.name = {name}");

    static final TableWrite COUNT_AND_MOVE = update(
            Table.STEP,
            "job_id, name, open_children, due_at",
            "open_children = {open_children}, due_at = {due_at}, owner = null",
            "kept.job_id = {job_id} and kept.name = {name}");

    static final TableWrite PUT_ATTEMPT = put(
            Table.ATTEMPT,
            List.of("token"),
            "token, job_id, step, number, status, prediction_id, created_at",
            new Replacing(Set.of(), "", ""));

    static final TableWrite INSERT_LOG =
            insert(Table.LOG, "root_id, job_id, at, level, step, tries, prediction_id, message");

    /** What has a parameter, in the order of the parameters. */
    private final List<String> columns;

    /** Where these are among the columns of the table, or after them. */
    private final int[] positions;

    private final int fields;
    private final int extras;
    private final String forOneRow;
    private final String forAllRows;
    private final boolean isCounted;

    private TableWrite(Table table, List<String> columns, String forOneRow, String forAllRows, boolean mayLeaveOut) {
        this.columns = columns;
        List<String> all = table.with(columns);
        this.positions = columns.stream().mapToInt(all::indexOf).toArray();
        this.fields = table.columns().size();
        this.extras = all.size() - fields;
        this.forOneRow = forOneRow;
        this.forAllRows = mayLeaveOut ? counted(forAllRows) : forAllRows;
        this.isCounted = mayLeaveOut;
    }

    /** Fails when it writes fewer rows than wanted; a text that is no number is how plain SQL can fail with words. */
    private static String counted(String write) {
        return "with written as (" + write + " returning 1) select case when count(*) = ? then 0"
                + " else cast('only ' || count(*) || ' rows are as expected' as integer) end from written";
    }

    /** Makes rows that are not there. */
    private static TableWrite insert(Table table, String names) {
        List<String> columns = Table.columns(names);
        return new TableWrite(
                table,
                columns,
                "insert into " + table.name() + " (" + String.join(", ", columns) + ") values (" + marks(columns) + ")",
                insertAll(table, "", columns),
                false);
    }

    /**
     * How PostgreSQL replaces a row that is there, {@code kept}, by one that is {@code excluded}.
     *
     * @param optional columns that stay as they are
     * @param unless when these do
     * @param where which rows are replaced: all, when it is empty
     */
    private record Replacing(Set<String> optional, String unless, String where) {
        String set(String column) {
            String given = "excluded." + column;
            return column + " = "
                    + (optional.contains(column)
                            ? "case when " + unless + " then kept." + column + " else " + given + " end"
                            : given);
        }
    }

    /** Makes rows, or replaces them where rows with the same keys are there. */
    private static TableWrite put(Table table, List<String> keys, String names, Replacing replacing) {
        List<String> columns = Table.columns(names);
        List<String> others = new ArrayList<>(columns);
        others.removeAll(keys);
        return new TableWrite(
                table,
                columns,
                "merge into " + table.name() + " (" + String.join(", ", columns) + ") key (" + String.join(", ", keys)
                        + ") values (" + marks(columns) + ")",
                insertAll(table, " as kept", columns) + " on conflict (" + String.join(", ", keys) + ") do update set "
                        + others.stream().map(replacing::set).collect(Collectors.joining(", "))
                        + (replacing.where.isEmpty() ? "" : " where " + replacing.where),
                !replacing.where.isEmpty());
    }

    private static String insertAll(Table table, String alias, List<String> columns) {
        return "insert into " + table.name() + alias + " (" + String.join(", ", columns) + ") select "
                + columns.stream().map(column -> "given." + column).collect(Collectors.joining(", ")) + " from "
                + table.rows(columns);
    }

    /**
     * Changes rows that are there.
     *
     * @param sets what is set, with the names of parameters in braces
     * @param where which rows, the same way; the row that is there is {@code kept}
     */
    private static TableWrite update(Table table, String names, String sets, String where) {
        List<String> columns = Table.columns(names);
        String set = "update " + table.name() + " kept set " + sets.strip();
        return new TableWrite(
                table,
                columns,
                numbered(set + " where " + where, columns),
                PARAMETER
                        .matcher(set + " from " + table.rows(columns) + " where " + where)
                        .replaceAll("given.$1"),
                true);
    }

    private static String numbered(String sql, List<String> columns) {
        return PARAMETER.matcher(sql).replaceAll(found -> {
            int number = columns.indexOf(found.group(1)) + 1;
            return Matcher.quoteReplacement("?" + number);
        });
    }

    /** How many parameters a row has. */
    int width() {
        return columns.size();
    }

    /** One row a time, each column a parameter; as H2 has it. */
    String forOneRow() {
        return forOneRow;
    }

    /**
     * Any number of rows at once, as PostgreSQL has it: they are one parameter, an array of texts, in which {@link
     * RowParameters} writes them. It fails with {@link PostgresDialect#NOT_A_NUMBER} when a row is not written.
     */
    String forAllRows() {
        return forAllRows;
    }

    /** How many columns the table has. */
    int fields() {
        return fields;
    }

    /** How many parameters are none of these: they have arrays of their own. */
    int extras() {
        return extras;
    }

    /** Where a parameter is among the columns of the table, or after them. */
    int field(int parameter) {
        return positions[parameter];
    }

    /** Whether the number of rows is the last parameter of {@link #forAllRows}. */
    boolean isCounted() {
        return isCounted;
    }

    private static String marks(List<String> columns) {
        return String.join(", ", Collections.nCopies(columns.size(), "?"));
    }
}
