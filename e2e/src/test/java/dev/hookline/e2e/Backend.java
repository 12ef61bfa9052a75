package dev.hookline.e2e;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Where the jobs of a test are kept. */
enum Backend {
    MEMORY,
    H2,
    POSTGRES;

    private static final int CONNECTIONS = 8;
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    /** An empty database that any number of nodes can open. */
    Database fresh(Path folder) {
        return switch (this) {
            case MEMORY -> new Database(null);
            case H2 -> new Database("jdbc:h2:file:" + folder.resolve("jobs") + ";WRITE_DELAY=0");
            case POSTGRES -> new Database(Postgres.urlOfFreshSchema());
        };
    }

    /** A database, and the connections to it that are to be closed in the end. */
    static final class Database implements AutoCloseable {
        private final @Nullable String url;
        private final InMemoryJobStore memory = InMemoryJobStore.create();
        private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();

        private Database(@Nullable String url) {
            this.url = url;
        }

        /** A store for one node, with connections of its own. */
        JobStore connect() {
            return url == null
                    ? memory
                    : JdbcJobStore.builder(pool(url)).createSchema(true).build();
        }

        Connection connection() throws SQLException {
            return pool(Objects.requireNonNull(url, "memory has no connections"))
                    .getConnection();
        }

        private HikariDataSource pool(String to) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(to);
            config.setMaximumPoolSize(CONNECTIONS);
            HikariDataSource pool = new HikariDataSource(config);
            pools.add(pool);
            return pool;
        }

        @Override
        public void close() {
            pools.forEach(HikariDataSource::close);
        }
    }

    /** One PostgreSQL for all tests of this process. */
    private static final class Postgres {
        private static final EmbeddedPostgres SERVER = start();

        static String urlOfFreshSchema() {
            String schema = "e2e" + SCHEMAS.incrementAndGet();
            try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create schema " + schema);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        }

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "100")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
