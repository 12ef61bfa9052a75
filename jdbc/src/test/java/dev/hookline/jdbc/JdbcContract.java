package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.job.JobStore;
import dev.hookline.testkit.JobStoreContract;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract on a database of its own for each test, which several stores share, through one pool. */
abstract class JdbcContract extends JobStoreContract {
    private @Nullable HikariDataSource pool;

    /** The pool's settings, leading to a database that no test has used before. */
    abstract HikariConfig configure() throws Exception;

    @Override
    protected JobStore createStore() throws Exception {
        HikariConfig config = configure();
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(1);
        HikariDataSource opened = new HikariDataSource(config);
        pool = opened;
        return JdbcJobStore.builder(opened).createSchema(true).build();
    }

    @Override
    protected Optional<JobStore> openAgain() {
        HikariDataSource opened = pool;
        return opened == null
                ? Optional.empty()
                : Optional.of(JdbcJobStore.builder(opened).build());
    }

    @AfterEach
    final void closePool() {
        if (pool != null) {
            pool.close();
        }
    }
}
