package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.job.JobStore;
import dev.hookline.testkit.JobStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The contract on a database of its own for each class, which is emptied before each test, through one pool. */
abstract class JdbcContract extends JobStoreContract {
    private static @Nullable HikariDataSource pool;

    /** The pool's settings, leading to a database that nobody else uses. */
    abstract HikariConfig configure() throws Exception;

    @Override
    protected JobStore createStore() throws Exception {
        HikariDataSource opened = pool();
        JobStore store = JdbcJobStore.builder(opened).createSchema(true).build();
        empty(opened);
        return store;
    }

    @Override
    protected Optional<JobStore> openAgain() throws Exception {
        return Optional.of(JdbcJobStore.builder(pool()).build());
    }

    @AfterAll
    static void closePool() {
        if (pool != null) {
            pool.close();
            pool = null;
        }
    }

    private HikariDataSource pool() throws Exception {
        HikariDataSource opened = pool;
        if (opened == null) {
            HikariConfig config = configure();
            config.setMaximumPoolSize(20);
            config.setMinimumIdle(1);
            opened = new HikariDataSource(config);
            pool = opened;
        }
        return opened;
    }

    private static void empty(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("job", "step", "attempt", "log")) {
                statement.execute("truncate table hookline_" + table);
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
