package dev.hookline.dashboard.job;

import dev.hookline.dashboard.support.RunningDashboard;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

class ChecklistOnPostgresTest extends Checklist {
    private @Nullable EmbeddedPostgres postgres;

    @Override
    RunningDashboard start(Path data) throws IOException {
        postgres = EmbeddedPostgres.start();
        return RunningDashboard.start(
                data,
                "dashboard.look-up-after=1s",
                "spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"));
    }

    @AfterAll
    @Override
    void stop() throws Exception {
        super.stop();
        if (postgres != null) {
            postgres.close();
        }
    }
}
