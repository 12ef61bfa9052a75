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
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables, made and changed by numbered scripts, of which {@code hookline_schema} knows which have been applied. */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** The scripts in their order; the first is version 1. */
    private static final List<String> SCRIPTS = List.of("V1__create_tables.sql");

    private static final String FIND_VERSION = "select max(version) from hookline_schema";

    /** No line of a script ends with a semicolon but the last of a statement. */
    private static final Pattern END = Pattern.compile(";\\s*\\n");

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
        int version = version(connection);
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
        for (int version = version(connection); version < SCRIPTS.size(); version++) {
            applyScript(connection, SCRIPTS.get(version));
        }
    }

    /** A script ends by writing its version, also when it is run by hand. */
    private void applyScript(Connection connection, String script) throws SQLException {
        List<String> statements = END.splitAsStream(read(folder() + script))
                .filter(sql -> !sql.isBlank())
                .toList();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        LOG.atInfo().addKeyValue("script", script).log("Applied a schema script");
    }

    private int version(Connection connection) throws SQLException {
        boolean begun = Sql.queryOne(connection, dialect.findSchemaTable(), to -> {}, Row::number)
                        .orElse(0)
                > 0;
        return begun
                ? Sql.queryOne(connection, FIND_VERSION, to -> {}, Row::number).orElse(0)
                : 0;
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
