package dev.hookline.benchmarks.twostep;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.ClosedLoop;
import dev.hookline.benchmarks.postgres.DriverCalls;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.benchmarks.twostep.HooklineTwoSteps.Watch;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.ArrayList;
import java.util.List;

/**
 * How many commits and statements go to the driver for each step of jobs of two steps, the start of the job included: one job
 * at a time, and with 64 under way.
 */
public final class StepCosts {
    private static final int CONNECTIONS = 16;
    private static final int STEPS = 2;
    private static final int WARMUP_SECONDS = 5;
    private static final int SECONDS = 5;

    private StepCosts() {}

    /** Counts, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(figures("one job at a time", 1, Aim.atMost(2), Aim.atMost(6)));
        figures.addAll(figures("64 jobs under way", 64, Aim.atMost(1), Aim.atMost(3)));
        Figure.print(figures);
    }

    private static List<Figure> figures(String load, int window, Aim commits, Aim statements) throws Exception {
        ClosedLoop loop = new ClosedLoop(window);
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                Outside outside = new Outside()) {
            DriverCalls calls = DriverCalls.to(pool);
            JdbcJobStore store =
                    JdbcJobStore.builder(calls.dataSource()).createSchema(true).build();
            try (TwoSteps jobs = HooklineTwoSteps.inProcess(store, outside, loop::ended, Watch.NONE)) {
                loop.perSecond(jobs::start, WARMUP_SECONDS, 0);
                long jobsBefore = loop.count();
                long commitsBefore = calls.commits();
                long statementsBefore = calls.statements();
                loop.perSecond(jobs::start, 0, SECONDS);
                double steps = STEPS * (double) (loop.count() - jobsBefore);
                return List.of(
                        of("commits a step, " + load, (calls.commits() - commitsBefore) / steps, commits),
                        of("statements a step, " + load, (calls.statements() - statementsBefore) / steps, statements));
            }
        }
    }

    private static Figure of(String name, double count, Aim aim) {
        return Figure.of(name, new Quantity(count, ""), aim);
    }
}
