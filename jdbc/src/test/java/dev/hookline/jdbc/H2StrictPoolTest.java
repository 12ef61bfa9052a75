package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool that is set up as differently as can be: serializable, nothing commits by itself, H2 plays PostgreSQL. */
class H2StrictPoolTest extends JdbcContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    HikariConfig configure() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:strict" + DATABASES.incrementAndGet()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return config;
    }
}
