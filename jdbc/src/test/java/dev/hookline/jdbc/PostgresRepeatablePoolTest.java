package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;

/** A pool that asks for repeatable reads, and where nothing commits by itself. */
class PostgresRepeatablePoolTest extends JdbcContract {
    @Override
    HikariConfig configure() throws Exception {
        HikariConfig config = TestPostgres.freshSchema();
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return config;
    }
}
