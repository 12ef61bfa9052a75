package dev.hookline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.job.Job;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobStore;
import dev.hookline.job.JobStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class SchemaTest {
    @TempDir
    private Path folder;

    @Test
    void theTablesAreMadeOnceOnPostgres() throws Exception {
        assertMadeOnce(TestPostgres.freshDataSource());
    }

    @Test
    void theTablesAreMadeOnceOnH2() throws Exception {
        assertMadeOnce(h2("once"));
    }

    @Test
    void fourStoresThatAreOpenedTogetherMakeTheTablesOnceOnPostgres() throws Exception {
        for (int round = 0; round < 3; round++) {
            assertMadeOnceByFour(TestPostgres.freshDataSource());
        }
    }

    @Test
    void fourStoresThatAreOpenedTogetherMakeTheTablesOnceOnH2() throws Exception {
        for (int round = 0; round < 3; round++) {
            assertMadeOnceByFour(h2("together" + round));
        }
    }

    /** Rows are sent as texts, which name no columns. */
    @Test
    void theTablesOfPostgresHaveTheColumnsThatRowsAreWrittenWithInTheirOrder() throws Exception {
        PGSimpleDataSource dataSource = TestPostgres.freshDataSource();
        JdbcJobStore.builder(dataSource).createSchema(true).build();
        try (Connection connection = dataSource.getConnection()) {
            for (Table table : Table.ALL) {
                List<String> columns = Sql.query(
                        connection,
                        "select column_name from information_schema.columns"
                                + " where table_schema = current_schema and table_name = ? order by ordinal_position",
                        to -> to.text(table.name()),
                        Row::text);
                assertThat(columns).as(table.name()).isEqualTo(table.columns());
            }
        }
    }

    @Test
    void theTablesLieWhereTheSearchPathLeads() throws Exception {
        PGSimpleDataSource first = TestPostgres.freshDataSource();
        PGSimpleDataSource second = TestPostgres.freshDataSource();
        Job job = Jobs.job(JobLabels.NONE);
        JobStore one = JdbcJobStore.builder(first).createSchema(true).build();
        JobStore other = JdbcJobStore.builder(second).createSchema(true).build();
        one.commit(Jobs.creation(job));
        assertThat(one.load(job.id())).isPresent();
        assertThat(other.load(job.id())).isEmpty();
        assertMadeOnce(second);
    }

    @Test
    void onH2TheTablesLieInTheSchemaOfTheConnection() throws Exception {
        JdbcDataSource first = new JdbcDataSource();
        first.setURL("jdbc:h2:file:" + folder.resolve("schemas") + ";WRITE_DELAY=0");
        try (Connection connection = first.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema jobs");
        }
        JdbcDataSource second = new JdbcDataSource();
        second.setURL("jdbc:h2:file:" + folder.resolve("schemas") + ";WRITE_DELAY=0;SCHEMA=JOBS");
        Job job = Jobs.job(JobLabels.NONE);
        JobStore other = JdbcJobStore.builder(second).createSchema(true).build();
        other.commit(Jobs.creation(job));
        JobStore one = JdbcJobStore.builder(first).createSchema(true).build();
        assertThat(one.load(job.id())).isEmpty();
        assertThat(JdbcJobStore.builder(second).build().load(job.id())).isPresent();
    }

    @Test
    void withoutTheTablesAStoreIsRefusedWithWordsThatHelp() throws Exception {
        for (DataSource empty : List.of(h2("empty"), TestPostgres.freshDataSource())) {
            assertThatThrownBy(() -> JdbcJobStore.builder(empty).build())
                    .isInstanceOf(JobStoreException.class)
                    .hasMessageContaining("version 0")
                    .hasMessageContaining("createSchema(true)")
                    .hasMessageContaining("V1__create_tables.sql");
        }
    }

    @Test
    void aStoreAcceptsTablesThatWereMadeByHand() throws Exception {
        for (String database : List.of("h2", "postgresql")) {
            DataSource byHand = database.equals("h2") ? h2("hand") : TestPostgres.freshDataSource();
            Path script = Path.of("src/main/resources/dev/hookline/jdbc/schema", database, "V1__create_tables.sql");
            try (Connection connection = byHand.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(Files.readString(script));
            }
            Job job = Jobs.job(JobLabels.NONE);
            assertThat(JdbcJobStore.builder(byHand)
                            .build()
                            .commit(Jobs.creation(job))
                            .isCommitted())
                    .isTrue();
            assertMadeOnce(byHand);
        }
    }

    @Test
    void tablesOfALaterReleaseAreAccepted() throws Exception {
        DataSource later = h2("later");
        JdbcJobStore.builder(later).createSchema(true).build();
        try (Connection connection = later.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into hookline_schema (version, script) values (99, 'V99__later.sql')");
        }
        Job job = Jobs.job(JobLabels.NONE);
        JobStore store = JdbcJobStore.builder(later).createSchema(true).build();
        assertThat(store.commit(Jobs.creation(job)).isCommitted()).isTrue();
    }

    @Test
    void anH2FileThatIsWrittenAfterItWasAcknowledgedIsRefused() {
        JdbcDataSource delayed = new JdbcDataSource();
        delayed.setURL("jdbc:h2:file:" + folder.resolve("delayed"));
        assertThatThrownBy(
                        () -> JdbcJobStore.builder(delayed).createSchema(true).build())
                .isInstanceOf(JobStoreException.class)
                .hasMessageContaining(";WRITE_DELAY=0");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsReported() {
        JdbcDataSource away = new JdbcDataSource();
        away.setURL("jdbc:h2:file:" + folder.resolve("away") + ";IFEXISTS=TRUE");
        assertThatThrownBy(() -> JdbcJobStore.builder(away).build()).isInstanceOf(JobStoreException.class);
    }

    private static void assertMadeOnce(DataSource dataSource) throws SQLException {
        Job job = Jobs.job(JobLabels.NONE);
        JobStore first = JdbcJobStore.builder(dataSource).createSchema(true).build();
        assertThat(first.commit(Jobs.creation(job)).isCommitted()).isTrue();
        JobStore second = JdbcJobStore.builder(dataSource).createSchema(true).build();
        assertThat(second.load(job.id())).isPresent();
        assertThat(JdbcJobStore.builder(dataSource).build().load(job.id())).isPresent();
        assertThat(versions(dataSource)).containsExactly(1);
    }

    private static void assertMadeOnceByFour(DataSource dataSource) throws Exception {
        CyclicBarrier start = new CyclicBarrier(4);
        Callable<JobStore> opening = () -> {
            start.await(10, TimeUnit.SECONDS);
            return JdbcJobStore.builder(dataSource).createSchema(true).build();
        };
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            for (Future<JobStore> opened :
                    executor.invokeAll(List.of(opening, opening, opening, opening), 30, TimeUnit.SECONDS)) {
                assertThat(opened.get()
                                .commit(Jobs.creation(Jobs.job(JobLabels.NONE)))
                                .isCommitted())
                        .isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(versions(dataSource)).containsExactly(1);
    }

    private static List<Integer> versions(DataSource dataSource) throws SQLException {
        List<Integer> versions = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("select version from hookline_schema")) {
            while (results.next()) {
                versions.add(results.getInt(1));
            }
        }
        return versions;
    }

    private DataSource h2(String name) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:" + folder.resolve(name) + ";WRITE_DELAY=0");
        return dataSource;
    }
}
