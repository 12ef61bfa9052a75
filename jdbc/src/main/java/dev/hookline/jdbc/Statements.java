package dev.hookline.jdbc;

import dev.hookline.job.JobQuery;
import dev.hookline.job.JobStatus;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The SQL that PostgreSQL and H2 have in common. The order of columns is that of {@link RowMapping}. */
final class Statements {
    static final String JOB_COLUMNS = """
            job.id, job.workflow, job.fingerprint, job.root_id, job.parent_id, job.parent_step, job.child_index,
            job.owner, job.idempotency_key, job.tags, job.deadline_at, job.status, job.error_code, job.error_message,
            job.updated_at, job.created_at, job.version, job.input, job.output
            """;

    /** Of attempts that count, in the rows of their steps. */
    private static final String COUNTING_ATTEMPTS = "select step.token, step.job_id, step.name, step.attempt,"
            + " step.attempt_status, step.prediction_id, step.attempted_at from hookline_step step"
            + " where step.attempt is not null and step.";

    /** Of those that count no longer. */
    private static final String FORMER_ATTEMPTS = "select attempt.token, attempt.job_id, attempt.step, attempt.number,"
            + " attempt.status, attempt.prediction_id, attempt.created_at from hookline_attempt attempt where attempt.";

    static final String FIND_VERSIONS =
            "select id, version, workflow from hookline_job where id = any(?) order by id for update";

    static final String FIND_KEYS = "select id, workflow, outer_key from hookline_job where outer_key = any(?)";

    static final String FIND_OPEN_CHILDREN =
            "select job_id, name, open_children, phase from hookline_step where job_id = any(?) and phase is not null";

    /** One statement sees one moment. What is large comes with the first row of a job only. */
    private static final String SNAPSHOTS = """
            select %s, step.name, step.status, step.tries, step.token, step.phase, step.due_at, step.owner,
                step.priority, step.open_children, step.result, step.error_code, step.error_message,
                step.attempt, step.attempt_status, step.prediction_id, step.attempted_at
            from hookline_job job left join hookline_step step on step.job_id = job.id
            """.formatted(onFirstRow(JOB_COLUMNS));

    static final String LOAD = SNAPSHOTS + "where job.id = ? order by step.name";

    static final String LOAD_OF_TOKENS = SNAPSHOTS + """
            where job.id in (
                select job_id from hookline_step where token = any(?)
                union all select job_id from hookline_attempt where token = any(?))
            order by job.id, step.name
            """;

    static final String FIND_ATTEMPT = COUNTING_ATTEMPTS + "token = ? union all " + FORMER_ATTEMPTS + "token = ?";

    static final String FIND_ATTEMPTS =
            COUNTING_ATTEMPTS + "token = any(?) union all " + FORMER_ATTEMPTS + "token = any(?)";

    static final String FIND_COUNTING_ATTEMPTS = COUNTING_ATTEMPTS + "job_id = any(?)";

    static final String CHILDREN = "select " + JOB_COLUMNS + """
            from hookline_job job where job.parent_id = ? and job.parent_step = ? and job.child_index >= ?
            order by job.parent_id, job.parent_step, job.child_index fetch first ? rows only
            """;

    /** The steps of one of the jobs are looked for with the names of all. */
    static final String CHILDREN_OF_MANY = "select " + JOB_COLUMNS + """
            from hookline_job job where job.parent_id = any(?) and job.parent_step = any(?)
            order by job.parent_id, job.parent_step, job.child_index
            """;

    static final String LOG = """
            select root_id, job_id, at, level, step, tries, prediction_id, message, seq
            from hookline_log where root_id = ? order by root_id, at, seq fetch first ? rows only
            """;

    /** The first condition is one that H2 follows an index by. */
    static final String LOG_AFTER = """
            select root_id, job_id, at, level, step, tries, prediction_id, message, seq
            from hookline_log where root_id = ? and at >= ? and (at, seq) > (?, ?)
            order by root_id, at, seq fetch first ? rows only
            """;

    static final String RENEW =
            "update hookline_step set due_at = ? where job_id = ? and name = ? and owner = ? and phase is not null";

    /** The lower bound keeps H2 from reading what has not ended. */
    static final String LOCK_ENDED = """
            select id from hookline_job where ended_at > ? and ended_at < ?
            order by ended_at fetch first ? rows only for update skip locked
            """;

    static final String COUNT_BELOW =
            "select root_id, count(*) from hookline_job where root_id = any(?) and parent_id is not null group by root_id";

    static final String LOCK_TREES = """
            select id, root_id, case when parent_id is null then input end from hookline_job
            where id in (
                select id from hookline_job where id = any(?)
                union all select id from hookline_job where root_id = any(?) and parent_id is not null)
            order by id for update
            """;

    static final String FIND_RESULTS =
            "select job_id, result from hookline_step where job_id = any(?) and result is not null";

    static final String DELETE_STEPS = "delete from hookline_step where job_id = any(?)";

    static final String ABANDON_ATTEMPTS =
            "update hookline_attempt set status = 'ABANDONED', orphaned = true where job_id = any(?)";

    static final String KEEP_ATTEMPTS = """
            insert into hookline_attempt (token, job_id, step, number, status, prediction_id, created_at, orphaned)
            select token, job_id, name, attempt, 'ABANDONED', prediction_id, attempted_at, true
            from hookline_step where job_id = any(?) and attempt is not null
            """;

    static final String DELETE_LOG = "delete from hookline_log where root_id = any(?)";

    static final String DELETE_JOBS = "delete from hookline_job where id = any(?)";

    static final String LOCK_ORPHANS = """
            select token from hookline_attempt where orphaned = true and created_at < ?
            order by orphaned, created_at fetch first ? rows only for update skip locked
            """;

    static final String FORGET_ATTEMPTS = "delete from hookline_attempt where token = any(?)";

    private Statements() {}

    /**
     * Lists with a branch for each status, so that each of them follows an index and reads no more than a page. The lower
     * bound keeps H2 from reading what has no such id.
     */
    static String list(JobQuery query) {
        int branches = statuses(query).size();
        if (branches == 1) {
            return page(query);
        }
        return String.join(" union all ", Collections.nCopies(branches, "(" + page(query) + ")"))
                + " order by id desc limit ?";
    }

    /** The statuses that {@link #list} has branches for. */
    static Set<JobStatus> statuses(JobQuery query) {
        return query.statuses().isEmpty() ? EnumSet.allOf(JobStatus.class) : query.statuses();
    }

    private static String page(JobQuery query) {
        return "select " + JOB_COLUMNS + " from hookline_job job where job.outer_id > ''"
                + (query.owner() == null ? "" : " and job.owner = ?")
                + " and job.status = ?"
                + (query.after() == null ? "" : " and job.outer_id < ?")
                + " order by "
                + (query.owner() == null ? "" : "job.owner, ")
                + "job.status, job.outer_id desc limit ?";
    }

    private static String onFirstRow(String columns) {
        return columns.replace("job.input", firstRow("job.input")).replace("job.output", firstRow("job.output"));
    }

    private static String firstRow(String column) {
        return "case when row_number() over (partition by job.id order by step.name) = 1 then " + column + " end";
    }
}
