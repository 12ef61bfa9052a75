package dev.hookline.jdbc;

import dev.hookline.job.JobStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables, made and changed by numbered scripts, of which {@code hookline_schema} knows which have been applied. */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** The scripts in their order; the first is version 1. */
    private static final List<String> SCRIPTS = List.of("V1__create_tables.sql");

    private static final String CREATE_VERSIONS = """
            create table if not exists hookline_schema (
                version integer not null primary key,
                script varchar(200) not null,
                applied_at timestamp(6) with time zone default current_timestamp not null)
            """;

    private static final String FIND_VERSION = "select max(version) from hookline_schema";
    private static final String ADD_VERSION = "insert into hookline_schema (version, script) values (?, ?)";

    /** No line of a script ends with a semicolon but the last of a statement. */
    private static final Pattern END = Pattern.compile(";\\s*\\n");

    /** PostgreSQL's and H2's. */
    private static final Set<String> NO_SUCH_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

    private final Dialect dialect;

    Schema(Dialect dialect) {
        this.dialect = dialect;
    }

    /** What is done to the tables while nobody else does. */
    @FunctionalInterface
    interface Change {
        void make(Connection connection) throws SQLException;
    }

    /** Applies the scripts that have not been applied yet, within the caller's transaction; gives the version. */
    int apply(Connection connection) throws SQLException {
        dialect.alone(connection, this::applyMissing);
        return SCRIPTS.size();
    }

    /**
     * Checks that all scripts have been applied.
     *
     * @return the version, which may be one that a later release has made
     * @throws JobStoreException when some have not
     */
    int check(Connection connection) throws SQLException {
        int version = versionIfAny(connection);
        if (version < SCRIPTS.size()) {
            throw new JobStoreException(
                    "The database has version " + version + " of Hookline's tables, and version " + SCRIPTS.size()
                            + " is needed: build the store with createSchema(true), or run the scripts from "
                            + SCRIPTS.get(version) + " on in " + folder(),
                    null);
        }
        return version;
    }

    private void applyMissing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(CREATE_VERSIONS);
            for (int version = version(connection); version < SCRIPTS.size(); version++) {
                applyScript(statement, version + 1, SCRIPTS.get(version));
            }
        }
    }

    private void applyScript(Statement statement, int version, String script) throws SQLException {
        List<String> statements = END.splitAsStream(read(folder() + script))
                .filter(sql -> !sql.isBlank())
                .toList();
        for (String sql : statements) {
            statement.execute(sql);
        }
        Sql.update(
                statement.getConnection(), ADD_VERSION, to -> to.number(version).text(script));
        LOG.atInfo()
                .addKeyValue("version", version)
                .addKeyValue("script", script)
                .log("Applied a schema script");
    }

    private static int versionIfAny(Connection connection) throws SQLException {
        try {
            return version(connection);
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.contains(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }

    private static int version(Connection connection) throws SQLException {
        return Sql.queryOne(connection, FIND_VERSION, to -> {}, Row::number).orElse(0);
    }

    private String folder() {
        return "/dev/hookline/jdbc/schema/" + dialect.scripts() + "/";
    }

    private static String read(String resource) {
        try (InputStream in = Schema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("hookline-jdbc lacks its own " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
