package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;

class PostgresTest extends JdbcContract {
    @Override
    HikariConfig configure() throws Exception {
        return TestPostgres.freshSchema();
    }
}
