package dev.hookline.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Fills tables by plain SQL as they are after long use: much that has ended, much that waits, little that is due. */
final class BusyDatabase {
    static final int JOBS = 20_000;

    /** The time at which little is due, with nearly all jobs ended before it. */
    static final String NOW = "timestamp with time zone '2026-03-01 10:00:00+00'";

    private static final String[] FILL = {
        """
        insert into hookline_job (id, root_id, workflow, fingerprint, owner, idempotency_key, tags, input, status,
            updated_at, created_at, version, outer_id, outer_key, ended_at)
        select lpad(cast(n as varchar), 26, '0'), lpad(cast(n as varchar), 26, '0'), 'merge', 'f00d',
            'owner ' || mod(n, 500), 'key ' || n, '{}', '{}',
            case when mod(n, 50) = 0 then 'PROCESSING' when mod(n, 50) = 1 then 'FAILED' else 'SUCCEEDED' end,
            NOW - n * interval '1' second, NOW - n * interval '1' second, 3,
            lpad(cast(n as varchar), 26, '0'), 'key ' || n,
            case when mod(n, 50) <> 0 then NOW - n * interval '1' second end
        from SERIES
        """, """
        insert into hookline_job (id, root_id, parent_id, parent_step, child_index, workflow, fingerprint, tags, input,
            status, updated_at, created_at, version)
        select 'c' || lpad(cast(n as varchar), 25, '0'), lpad(cast(1 + n / 4 as varchar), 26, '0'),
            lpad(cast(1 + n / 4 as varchar), 26, '0'), 'each', mod(n, 4), 'photo', 'f00d', '{}', '{}', 'SUCCEEDED',
            NOW, NOW, 3
        from SERIES
        """, """
        insert into hookline_step (job_id, name, workflow, status, tries, token, open_children, priority, phase, due_at,
            result, attempt, attempt_status, attempted_at)
        select lpad(cast(n as varchar), 26, '0'), 'edit', 'merge', case when mod(n, 4) = 0 then 'RUNNING' else
            'SUCCEEDED' end, 1, lpad(cast(n as varchar), 22, '0'), 0, mod(n / 4, 3),
            case when mod(n, 4) = 0 then 'AWAIT' end,
            case when mod(n, 4) = 0 then NOW + (n - 400) * interval '1' second end, '{}',
            1, case when mod(n, 4) = 0 then 'OPEN' else 'ENDED' end, NOW - n * interval '1' second
        from SERIES
        """, """
        insert into hookline_attempt (token, job_id, step, number, status, created_at, orphaned)
        select lpad(cast(1000000 + n as varchar), 22, '0'), lpad(cast(n as varchar), 26, '0'), 'edit', 1, 'ABANDONED',
            NOW - n * interval '1' second, mod(n, 2) = 0
        from SERIES
        """, """
        insert into hookline_log (root_id, job_id, at, level, tries, message)
        select lpad(cast(1 + mod(n, 8000) as varchar), 26, '0'), lpad(cast(n as varchar), 26, '0'), NOW, 'INFO', 0, 'x'
        from SERIES
        """, "analyze",
    };

    private BusyDatabase() {}

    static void fill(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean isH2 = connection.getMetaData().getDatabaseProductName().equals("H2");
            String series = (isH2 ? "system_range" : "generate_series") + "(1, " + JOBS + ") series(n)";
            for (String sql : FILL) {
                statement.execute(sql.replace("NOW", NOW).replace("SERIES", series));
            }
        }
    }
}
