package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;

/** A pool that is set up as differently as can be: serializable, nothing commits by itself, batches are rewritten. */
class PostgresStrictPoolTest extends JdbcContract {
    @Override
    HikariConfig configure() throws Exception {
        HikariConfig config = TestPostgres.freshSchema();
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }
}
