package dev.hookline.benchmarks.node;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.engine.Echo;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A node that is there to be killed: it starts as many jobs as it is told, half of which wait for a webhook and half of which
 * have work of this node's, which never ends here. Says {@code ready} when all are in flight.
 */
public final class DyingNode {
    private static final int CONNECTIONS = 8;
    private static final int TAKEN_AT_ONCE = 1_000;
    private static final int LONGEST_SECONDS = 150;

    private DyingNode() {}

    /** Takes the URL of the database and how many jobs. */
    public static void main(String[] arguments) throws Exception {
        int half = Integer.parseInt(arguments[1]) / 2;
        Semaphore created = new Semaphore(0);
        Workflow<Echo, Echo> endless = KilledNode.work(() -> TimeUnit.HOURS.sleep(1));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(CONNECTIONS);
        try (HikariDataSource pool = new HikariDataSource(config);
                Engine engine = LocalEngine.start(
                        JdbcJobStore.builder(pool).createSchema(true).build(),
                        (prediction, webhook) -> created.release(),
                        settings -> settings.workflows(Workflows.ONE_STEP, endless))) {
            LocalEngine.startMany(engine, Workflows.ONE_STEP, half);
            created.acquire(half);
            while (engine.inFlight() > 0) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            LocalEngine.startMany(engine, endless, half);
            while (engine.inFlight() < Math.min(half, TAKEN_AT_ONCE)) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            System.out.println("ready");
            TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
        }
    }
}
