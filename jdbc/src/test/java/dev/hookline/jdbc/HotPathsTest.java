package dev.hookline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * No statement that a store sends reads a table from end to end or sorts more than a page, however many jobs have ended or
 * wait. The statements are those that were really sent, for all that a store can be asked.
 */
@SuppressWarnings("NullAway.Init")
class HotPathsTest {
    private static final Path H2_SCRIPT =
            Path.of("src/main/resources/dev/hookline/jdbc/schema/h2/V1__create_tables.sql");

    /** As many as a page for each of a few lanes, by the server's guess. */
    private static final int MOST_SORTED = 10_000;

    private static final int MOST_LEFT_OUT = 200;

    private static final int MOST_SCANNED = 2_000;
    private static final Pattern ROWS_OF_SORT = Pattern.compile("Sort {2}\\(cost=[^ ]* rows=(\\d+)");
    private static final Pattern ROWS_LEFT_OUT = Pattern.compile("Rows Removed by Filter: (\\d+)");
    private static final Pattern ROWS_SCANNED = Pattern.compile("scanCount: (\\d+)");

    private static PGSimpleDataSource postgres;
    private static JdbcDataSource h2;
    private static Connection keeper;
    private static List<ProbingDataSource.Sent> sentToPostgres;
    private static List<ProbingDataSource.Sent> sentToH2;

    @BeforeAll
    static void fill() throws SQLException {
        postgres = TestPostgres.freshDataSource();
        sentToPostgres = exercise(postgres);
        postgres.setPreferQueryMode(PreferQueryMode.SIMPLE); // or the driver refuses $1 in a generic plan
        h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:paths");
        keeper = h2.getConnection();
        sentToH2 = exercise(h2);
    }

    @AfterAll
    static void close() throws SQLException {
        keeper.close();
    }

    @Test
    void nothingIsScannedOnPostgres() throws SQLException {
        assertThat(sentToPostgres).hasSizeGreaterThan(30);
        try (Connection connection = postgres.getConnection()) {
            assertThat(costlyOnPostgres(connection)).isEmpty();
        }
    }

    @Test
    void nothingIsScannedOnH2() throws SQLException {
        assertThat(sentToH2).hasSizeGreaterThan(30);
        assertThat(costlyOnH2()).isEmpty();
    }

    /** Which shows that the tests above would find a scan. */
    @Test
    void withoutAnyOneIndexSomethingIsScannedOnPostgres() throws SQLException {
        try (Connection connection = postgres.getConnection()) {
            Map<String, String> drops = new LinkedHashMap<>();
            query(
                            connection,
                            "select indexname from pg_indexes where tablename like 'hookline%' and schemaname ="
                                    + " current_schema and tablename <> 'hookline_schema'")
                    .forEach(index -> drops.put(index, dropOf(index)));
            assertThat(drops).hasSizeGreaterThan(10);
            connection.setAutoCommit(false);
            for (Map.Entry<String, String> drop : drops.entrySet()) {
                execute(connection, drop.getValue());
                assertThat(anyIsCostlyOnPostgres(connection))
                        .as("something is scanned without %s", drop.getKey())
                        .isTrue();
                connection.rollback();
            }
        }
    }

    @Test
    void withoutAnyOneIndexSomethingIsScannedOnH2() throws Exception {
        List<String> indexes = query(
                keeper,
                "select index_name from information_schema.indexes where index_name like 'HOOKLINE%'"
                        + " and table_name <> 'HOOKLINE_SCHEMA'");
        assertThat(indexes).hasSizeGreaterThan(7);
        for (String index : indexes) {
            execute(keeper, "drop index " + index);
            assertThat(costlyOnH2()).as("without %s", index).isNotEmpty();
            execute(keeper, Files.readString(H2_SCRIPT));
        }
    }

    private static List<ProbingDataSource.Sent> exercise(DataSource dataSource) throws SQLException {
        ProbingDataSource probing = new ProbingDataSource(dataSource);
        JdbcJobStore store = JdbcJobStore.builder(probing).createSchema(true).build();
        BusyDatabase.fill(dataSource);
        probing.takeSent();
        Operations.runAll(store);
        Map<String, ProbingDataSource.Sent> bySql = new LinkedHashMap<>();
        probing.takeSent().stream()
                .flatMap(sent -> sent.split().stream())
                .filter(sent -> !sent.sql().startsWith("select set_config(") && !sent.isCommit())
                .forEach(sent -> bySql.put(sent.sql(), sent));
        return List.copyOf(bySql.values());
    }

    /** By the values that were sent, and by any values, as the server plans a statement that is sent often. */
    private static List<String> costlyOnPostgres(Connection connection) throws SQLException {
        List<String> costly = new ArrayList<>();
        for (ProbingDataSource.Sent sent : sentToPostgres) {
            boolean reads = sent.sql().startsWith("select") || sent.sql().startsWith("(select");
            String plan = explain(connection, reads ? "explain analyze " : "explain ", sent);
            String general = String.join("\n", query(connection, "explain (generic_plan) " + numbered(sent.sql())));
            boolean sorts = ROWS_OF_SORT.matcher(plan).results().anyMatch(rows -> isAbove(MOST_SORTED, rows));
            boolean filters = ROWS_LEFT_OUT.matcher(plan).results().anyMatch(rows -> isAbove(MOST_LEFT_OUT, rows));
            if (sorts || filters || (plan + general).contains("Seq Scan on hookline")) {
                costly.add(sent.sql() + "\n" + plan + "\n" + general);
            }
        }
        return costly;
    }

    /** A statement that cannot even be planned without an index needs it all the more. */
    private static boolean anyIsCostlyOnPostgres(Connection connection) {
        try {
            return !costlyOnPostgres(connection).isEmpty();
        } catch (SQLException e) {
            return true;
        }
    }

    private static List<String> costlyOnH2() throws SQLException {
        List<String> costly = new ArrayList<>();
        try (Connection connection = h2.getConnection()) {
            connection.setAutoCommit(false);
            for (ProbingDataSource.Sent sent : sentToH2) {
                String plan = explain(connection, "explain analyze ", sent);
                connection.rollback();
                if (plan.contains("tableScan")
                        || ROWS_SCANNED.matcher(plan).results().anyMatch(rows -> isAbove(MOST_SCANNED, rows))) {
                    costly.add(sent.sql() + "\n" + plan);
                }
            }
        }
        return costly;
    }

    private static boolean isAbove(int most, MatchResult rows) {
        return Integer.parseInt(rows.group(1)) > most;
    }

    private static String explain(Connection connection, String explain, ProbingDataSource.Sent sent)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(explain + sent.sql())) {
            sent.apply(statement);
            return String.join("\n", texts(statement.executeQuery()));
        }
    }

    private static String numbered(String sql) {
        AtomicInteger number = new AtomicInteger();
        return Pattern.compile("\\?")
                .matcher(sql)
                .replaceAll(same -> Matcher.quoteReplacement("$" + number.incrementAndGet()));
    }

    private static String dropOf(String index) {
        return index.endsWith("_pkey")
                ? "alter table " + index.substring(0, index.length() - 5) + " drop constraint " + index
                : "drop index " + index;
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return texts(statement.executeQuery(sql));
        }
    }

    private static List<String> texts(ResultSet results) throws SQLException {
        List<String> texts = new ArrayList<>();
        while (results.next()) {
            texts.add(results.getString(1));
        }
        return texts;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
