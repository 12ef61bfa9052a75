package dev.hookline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** No statement that a running engine sends reads a table from end to end. */
class QueryPlanTest {
    private final Job job = Jobs.job(new JobLabels("owner 7", "key", Map.of(), null));

    @Test
    void noStatementScansOnPostgres() throws SQLException {
        DataSource postgres = TestPostgres.freshDataSource();
        fill(postgres);
        Map<String, Sql.Binder> statements = common();
        statements.put(
                PostgresDialect.CLAIM,
                to -> to.texts(List.of("merge"))
                        .time(Jobs.NOW)
                        .number(100)
                        .number(100)
                        .text("node")
                        .time(Jobs.NOW));
        statements.put(PostgresDialect.FIND_FIRST_DUE, to -> to.texts(List.of("merge")));
        assertThat(plans(postgres, statements))
                .allSatisfy(plan ->
                        assertThat(plan).doesNotContain("Seq Scan").containsAnyOf("Index Scan", "Bitmap Index Scan"));
    }

    @Test
    void noStatementScansOnH2() throws SQLException {
        JdbcConnectionPool h2 = JdbcConnectionPool.create("jdbc:h2:mem:plans", "", "");
        try {
            fill(h2);
            Map<String, Sql.Binder> statements = common();
            statements.put(H2Dialect.FIND_PRIORITY, to -> to.text("merge").number(0));
            statements.put(
                    H2Dialect.FIND_DUE,
                    to -> to.text("merge").number(0).time(Jobs.NOW).number(100));
            statements.put(H2Dialect.FIND_FIRST_DUE, to -> to.text("merge").number(0));
            assertThat(plans(h2, statements))
                    .allSatisfy(plan -> assertThat(plan).doesNotContain("tableScan"));
        } finally {
            h2.dispose();
        }
    }

    @Test
    void aPageOfALongListIsReadInTheOrderOfAnIndexOnPostgres() throws SQLException {
        DataSource postgres = TestPostgres.freshDataSource();
        fill(postgres);
        Map<String, Sql.Binder> lists = new LinkedHashMap<>();
        for (JobQuery query : List.of(JobQuery.newest(20), JobQuery.newest(20).in(JobStatus.SUCCEEDED))) {
            lists.put(Statements.list(query), to -> RowMapping.writeQuery(to, query));
        }
        assertThat(plans(postgres, lists)).allSatisfy(plan -> assertThat(plan).doesNotContain("Sort Key"));
    }

    private Map<String, Sql.Binder> common() {
        Map<String, Sql.Binder> statements = new LinkedHashMap<>();
        statements.put(Statements.FIND_VERSIONS, to -> to.ids(List.of(job.id())));
        statements.put(Statements.FIND_KEYS, to -> to.texts(List.of("key")));
        statements.put(Statements.FIND_OPEN_CHILDREN, to -> to.ids(List.of(job.id())));
        statements.put(Statements.LOAD, to -> to.id(job.id()));
        statements.put(Statements.FIND_ATTEMPT, to -> to.text("token"));
        statements.put(
                Statements.CHILDREN,
                to -> to.id(job.id()).text("each").number(0).number(9));
        statements.put(Statements.LOG, to -> to.id(job.id()).number(9));
        statements.put(Statements.UPDATE_VERSION, to -> to.number(2L).id(job.id()));
        statements.put(Statements.COUNT, to -> to.number(1).id(job.id()).text("each"));
        statements.put(
                Statements.RENEW,
                to -> to.time(Jobs.NOW).id(job.id()).text("edit").text("node"));
        statements.put(Statements.LOCK_TREES, to -> to.ids(List.of(job.id())));
        statements.put(Statements.DELETE_STEPS, to -> to.ids(List.of(job.id())));
        statements.put(Statements.ABANDON_ATTEMPTS, to -> to.ids(List.of(job.id())));
        statements.put(Statements.DELETE_LOG, to -> to.ids(List.of(job.id())));
        addLists(statements);
        return statements;
    }

    private void addLists(Map<String, Sql.Binder> statements) {
        JobQuery all = JobQuery.newest(20).after(job.id());
        for (JobQuery query : List.of(
                all,
                all.ownedBy("owner 7"),
                all.in(JobStatus.FAILED),
                all.ownedBy("x").in(JobStatus.FAILED))) {
            statements.put(Statements.list(query), to -> RowMapping.writeQuery(to, query));
        }
    }

    private static List<String> plans(DataSource dataSource, Map<String, Sql.Binder> statements) throws SQLException {
        List<String> plans = new ArrayList<>();
        try (Connection connection = dataSource.getConnection()) {
            for (Map.Entry<String, Sql.Binder> entry : statements.entrySet()) {
                List<String> lines = Sql.query(connection, "explain " + entry.getKey(), entry.getValue(), Row::text);
                plans.add(entry.getKey() + "\n" + String.join("\n", lines));
            }
        }
        return plans;
    }

    /** Many jobs that have ended and few that run, as in a store that has been in use. */
    private static void fill(DataSource dataSource) throws SQLException {
        JdbcJobStore store = JdbcJobStore.builder(dataSource).createSchema(true).build();
        List<JobCommit> commits = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            commits.add(Jobs.creation(Jobs.job(new JobLabels("owner " + i % 100, "key " + i, Map.of(), null))));
        }
        commits.add(Jobs.fanOut(Jobs.job(JobLabels.NONE), 100));
        store.commit(commits);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update hookline_step set due_at = null, phase = null where name = 'edit'");
            boolean isH2 = connection.getMetaData().getDatabaseProductName().equals("H2");
            statement.execute(
                    "insert into hookline_step (job_id, name, workflow, status, tries, phase, due_at, priority,"
                            + " open_children) select 'job ' || n, 'edit', 'merge', 'RUNNING', 1, 'AWAIT', current_timestamp, 0, 0"
                            + " from " + (isH2 ? "system_range(1, 50000) r(n)" : "generate_series(1, 50000) r(n)"));
            statement.execute("update hookline_job set status = 'SUCCEEDED' where parent_id is null");
            statement.execute("analyze");
        }
    }
}
