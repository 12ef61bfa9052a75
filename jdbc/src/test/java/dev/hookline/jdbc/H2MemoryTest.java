package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import java.util.concurrent.atomic.AtomicInteger;

class H2MemoryTest extends JdbcContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    HikariConfig configure() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:contract" + DATABASES.incrementAndGet());
        return config;
    }
}
