package dev.hookline.jdbc;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that is written to.
 *
 * @param name as in the schema
 * @param columns all of them, in the order of PostgreSQL's schema
 */
record Table(String name, List<String> columns) {
    static final Table JOB = of("hookline_job", """
            id, root_id, parent_id, outer_id, parent_step, child_index, workflow, fingerprint, owner, idempotency_key,
            outer_key, tags, deadline_at, input, status, output, error_code, error_message, updated_at, ended_at,
            created_at, version
            """);

    static final Table STEP = of("hookline_step", """
            job_id, name, workflow, status, tries, token, attempt, attempt_status, prediction_id, attempted_at, phase,
            due_at, owner, priority, open_children, result, error_code, error_message
            """);

    static final Table ATTEMPT =
            of("hookline_attempt", "token, job_id, step, number, status, prediction_id, created_at, orphaned");

    static final Table LOG = of("hookline_log", "root_id, seq, job_id, at, level, step, tries, prediction_id, message");

    static final List<Table> ALL = List.of(JOB, STEP, ATTEMPT, LOG);

    private static Table of(String name, String columns) {
        return new Table(name, columns(columns));
    }

    /** The names in a text, parted by commas. */
    static List<String> columns(String names) {
        return List.of(names.strip().split(",\\s*"));
    }

    /** Its columns, and after them those of the given ones that are none of it. */
    List<String> with(List<String> given) {
        List<String> all = new ArrayList<>(columns);
        given.stream().filter(column -> !columns.contains(column)).forEach(all::add);
        return all;
    }

    /**
     * Rows named {@code given}, for PostgreSQL, with the table's columns and the given ones. The rows are one parameter, an array of
     * texts. What is no column of the table is a number, and has an array of its own.
     */
    String rows(List<String> given) {
        String rows = "unnest(cast(cast(? as text[]) as " + name + "[]))";
        List<String> all = with(given);
        String extras = ", unnest(cast(cast(? as text[]) as bigint[]))".repeat(all.size() - columns.size());
        return extras.isEmpty()
                ? rows + " given"
                : "rows from (" + rows + extras + ") as given (" + String.join(", ", all) + ")";
    }
}
