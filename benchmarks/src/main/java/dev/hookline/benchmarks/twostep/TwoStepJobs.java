package dev.hookline.benchmarks.twostep;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.ClosedLoop;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.simulator.SimulatorProcess;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.List;
import java.util.Locale;

/** How many jobs of two steps end a second. */
public final class TwoStepJobs {
    private static final int WINDOW = 64;
    private static final int WARMUP_SECONDS = 5;
    private static final int SECONDS = 10;
    private static final int CONNECTIONS = 16;

    private TwoStepJobs() {}

    /** Measures, and prints the rates. */
    public static void main(String[] arguments) throws Exception {
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS)) {
            JdbcJobStore store = JdbcJobStore.builder(pool).createSchema(true).build();
            try (Outside outside = new Outside()) {
                ClosedLoop loop = new ClosedLoop(WINDOW);
                try (TwoSteps jobs = HooklineTwoSteps.inProcess(store, outside, loop::ended)) {
                    print("Hookline, in process", loop.perSecond(jobs::start, WARMUP_SECONDS, SECONDS));
                }
            }
            try (SimulatorProcess simulator = SimulatorProcess.start(List.of("-Xmx512m"))) {
                ClosedLoop loop = new ClosedLoop(WINDOW);
                try (TwoSteps jobs = HooklineTwoSteps.overHttp(store, simulator, loop::ended)) {
                    print("Hookline, over HTTP", loop.perSecond(jobs::start, WARMUP_SECONDS, SECONDS));
                }
            }
        }
    }

    private static void print(String contender, double rate) {
        System.out.printf(Locale.ROOT, "%-28s %8.0f jobs/s%n", contender, rate);
    }
}
