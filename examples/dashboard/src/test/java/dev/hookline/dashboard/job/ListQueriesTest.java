package dev.hookline.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list of jobs asks the database, as H2 counts it. */
class ListQueriesTest {
    private static final int FEW = 2;
    private static final int MANY = 12;

    @TempDir
    private Path data;

    @Test
    void theListAsksNoMoreOftenForManyJobsThanForFew() throws SQLException {
        try (RunningDashboard dashboard = RunningDashboard.start(data)) {
            runJobs(dashboard, FEW);
            long forFew = readsOfTheList(dashboard);
            runJobs(dashboard, MANY - FEW);

            assertThat(forFew).isPositive();
            assertThat(readsOfTheList(dashboard)).isEqualTo(forFew);
        }
    }

    private static void runJobs(RunningDashboard dashboard, int count) {
        Stream.generate(() -> dashboard.startJob("a lighthouse at dusk", "9:16", 2))
                .limit(count)
                .toList()
                .forEach(dashboard::awaitEnd);
    }

    /** Without those that lock rows, which are the engine's. */
    private static long readsOfTheList(RunningDashboard dashboard) throws SQLException {
        try (Connection connection = dashboard.bean(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set query_statistics false");
            statement.execute("set query_statistics true");
            assertThat(dashboard.get("/").body()).contains("a lighthouse at dusk");
            try (PreparedStatement count =
                    connection.prepareStatement("select sum(execution_count) from information_schema.query_statistics"
                            + " where sql_statement like ? and sql_statement not like ?")) {
                count.setString(1, "%from hookline_job %");
                count.setString(2, "%for update%");
                try (ResultSet result = count.executeQuery()) {
                    result.next();
                    return result.getLong(1);
                }
            } finally {
                statement.execute("set query_statistics false");
            }
        }
    }
}
