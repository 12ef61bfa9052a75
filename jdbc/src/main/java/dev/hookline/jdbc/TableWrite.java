package dev.hookline.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that is written into rows of a table, and the statements that write it. The order of its columns is that of its
 * parameters. Immutable.
 */
final class TableWrite {
    /** Columns that are something else than text. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("child_index", "integer"),
            Map.entry("tries", "integer"),
            Map.entry("priority", "integer"),
            Map.entry("open_children", "integer"),
            Map.entry("number", "integer"),
            Map.entry("version", "bigint"),
            Map.entry("at", "timestamptz"),
            Map.entry("due_at", "timestamptz"),
            Map.entry("deadline_at", "timestamptz"),
            Map.entry("created_at", "timestamptz"),
            Map.entry("updated_at", "timestamptz"));

    static final TableWrite INSERT_JOB = new TableWrite(Kind.INSERT, "hookline_job", List.of(), columns("""
                    id, workflow, fingerprint, root_id, parent_id, parent_step, child_index, owner, idempotency_key, tags,
                    deadline_at, status, error_code, error_message, updated_at, created_at, version, input, output
                    """));

    static final TableWrite UPDATE_VERSION =
            new TableWrite(Kind.UPDATE, "hookline_job", List.of("id"), columns("version, id"));

    static final TableWrite UPDATE_STATE = new TableWrite(
            Kind.UPDATE,
            "hookline_job",
            List.of("id"),
            columns("version, status, output, error_code, error_message, updated_at, id"));

    static final TableWrite PUT_STEP =
            new TableWrite(Kind.PUT, "hookline_step", List.of("job_id", "name"), columns("""
                    job_id, name, workflow, status, tries, token, phase, due_at, owner, priority, open_children, result,
                    error_code, error_message
                    """));

    static final TableWrite COUNT = new TableWrite(
            Kind.UPDATE, "hookline_step", List.of("job_id", "name"), columns("open_children, job_id, name"));

    static final TableWrite COUNT_AND_MOVE = new TableWrite(
            Kind.UPDATE,
            "hookline_step",
            List.of("job_id", "name"),
            columns("open_children, due_at, owner, job_id, name"));

    static final TableWrite PUT_ATTEMPT = new TableWrite(
            Kind.PUT,
            "hookline_attempt",
            List.of("token"),
            columns("token, job_id, step, number, status, prediction_id, created_at"));

    static final TableWrite INSERT_LOG = new TableWrite(
            Kind.INSERT,
            "hookline_log",
            List.of(),
            columns("root_id, job_id, at, level, step, tries, prediction_id, message"));

    /** What is done with a row. */
    enum Kind {
        /** There was none. */
        INSERT,
        /** It is made, or all of it replaced. */
        PUT,
        /** It is there, and what is no key of it is replaced. */
        UPDATE
    }

    private final Kind kind;
    private final String table;

    /** The columns that tell one row from another; an insert needs none. */
    private final List<String> keys;

    /** The columns that have a parameter, the keys among them. */
    private final List<String> columns;

    private final String forOneRow;
    private final String forAllRows;

    private TableWrite(Kind kind, String table, List<String> keys, List<String> columns) {
        this.kind = kind;
        this.table = table;
        this.keys = keys;
        this.columns = columns;
        this.forOneRow = makeForOneRow();
        this.forAllRows = makeForAllRows();
    }

    /** How many parameters a row has. */
    int width() {
        return columns.size();
    }

    /** One row a time, each column a parameter; as H2 has it. */
    String forOneRow() {
        return forOneRow;
    }

    /** Any number of rows at once, each column a parameter that is an array of texts; as PostgreSQL has it. */
    String forAllRows() {
        return forAllRows;
    }

    private String makeForOneRow() {
        String names = String.join(", ", columns);
        String values = String.join(", ", columns.stream().map(column -> "?").toList());
        return switch (kind) {
            case INSERT -> "insert into " + table + " (" + names + ") values (" + values + ")";
            case PUT ->
                "merge into " + table + " (" + names + ") key (" + String.join(", ", keys) + ") values (" + values
                        + ")";
            case UPDATE ->
                "update " + table + " set " + each(others(), "%1$s = ?", ", ") + " where "
                        + each(keys, "%1$s = ?", " and ");
        };
    }

    private String makeForAllRows() {
        String names = String.join(", ", columns);
        String rows = "unnest(" + each(columns, "cast(? as text[])", ", ") + ") given (" + names + ")";
        String select = "select " + each(columns, "cast(given.%1$s as %2$s)", ", ") + " from " + rows;
        String insert = "insert into " + table + " (" + names + ") " + select;
        return switch (kind) {
            case INSERT -> insert;
            case PUT ->
                insert + " on conflict (" + String.join(", ", keys) + ") do update set "
                        + each(others(), "%1$s = excluded.%1$s", ", ");
            case UPDATE ->
                "update " + table + " kept set " + each(others(), "%1$s = cast(given.%1$s as %2$s)", ", ") + " from "
                        + rows + " where " + each(keys, "kept.%1$s = given.%1$s collate \"C\"", " and ");
        };
    }

    private List<String> others() {
        List<String> others = new ArrayList<>(columns);
        others.removeAll(keys);
        return others;
    }

    private static List<String> columns(String names) {
        return List.of(names.strip().split(",\\s*"));
    }

    private static String each(List<String> columns, String pattern, String between) {
        return columns.stream()
                .map(column -> String.format(Locale.ROOT, pattern, column, TYPES.getOrDefault(column, "text")))
                .collect(Collectors.joining(between));
    }
}
