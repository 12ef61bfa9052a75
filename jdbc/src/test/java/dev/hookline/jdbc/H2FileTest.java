package dev.hookline.jdbc;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest extends JdbcContract {
    @TempDir
    private static Path folder;

    @Override
    HikariConfig configure() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("jobs") + ";WRITE_DELAY=0");
        return config;
    }
}
