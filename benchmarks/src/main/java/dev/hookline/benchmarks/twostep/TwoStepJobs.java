package dev.hookline.benchmarks.twostep;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.ClosedLoop;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.benchmarks.simulator.SimulatorProcess;
import dev.hookline.benchmarks.twostep.HooklineTwoSteps.Watch;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.List;
import javax.sql.DataSource;

/** How many jobs of two steps end a second, in Hookline and in its peers, each on a PostgreSQL of its own. */
public final class TwoStepJobs {
    private static final int WINDOW = 64;
    private static final int WARMUP_SECONDS = 30;
    private static final int SECONDS = 6;
    private static final int CONNECTIONS = 16;

    private TwoStepJobs() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        double fake = inProcess(
                (pool, outside, ended) -> HooklineTwoSteps.inProcess(store(pool), outside, ended, Watch.NONE));
        double scheduler = inProcess(DbSchedulerTwoSteps::create);
        double dbos = inProcess(DbosTwoSteps::create);
        double http = overHttp();
        Figure.print(List.of(
                Figure.of(
                        "jobs of two steps, Replicate in the same process",
                        Quantity.perSecond(fake),
                        "db-scheduler",
                        Quantity.perSecond(scheduler),
                        Aim.atLeast(2)),
                Figure.of(
                        "jobs of two steps, HTTP both ways",
                        Quantity.perSecond(http),
                        "DBOS without HTTP",
                        Quantity.perSecond(dbos),
                        Aim.atLeast(3))));
    }

    private interface Contender {
        TwoSteps create(DataSource pool, Outside outside, Runnable ended) throws Exception;
    }

    private static double inProcess(Contender contender) throws Exception {
        ClosedLoop loop = new ClosedLoop(WINDOW);
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                Outside outside = new Outside();
                TwoSteps jobs = contender.create(pool, outside, loop::ended)) {
            return loop.perSecond(jobs::start, WARMUP_SECONDS, SECONDS);
        }
    }

    private static double overHttp() throws Exception {
        ClosedLoop loop = new ClosedLoop(WINDOW);
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                SimulatorProcess simulator = SimulatorProcess.start(List.of("-Xmx512m"));
                TwoSteps jobs = HooklineTwoSteps.overHttp(store(pool), simulator, loop::ended)) {
            return loop.perSecond(jobs::start, WARMUP_SECONDS, SECONDS);
        }
    }

    private static JdbcJobStore store(DataSource pool) {
        return JdbcJobStore.builder(pool).createSchema(true).build();
    }
}
