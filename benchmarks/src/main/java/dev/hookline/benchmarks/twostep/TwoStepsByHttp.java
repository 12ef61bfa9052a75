package dev.hookline.benchmarks.twostep;

import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.benchmarks.simulator.SimulatorProcess;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.List;

/**
 * How many jobs of two steps end a second with the simulator in a process of its own, HTTP both ways, and in DBOS without any
 * HTTP, each on a PostgreSQL of its own.
 */
public final class TwoStepsByHttp {
    static {
        // Before Java 25 the JDK's client starts a thread for each answer where there are no more than two processors.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "2");
    }

    private TwoStepsByHttp() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        double hookline;
        try (SimulatorProcess simulator = SimulatorProcess.start(List.of("-Xmx512m"))) {
            hookline = Contender.perSecond((pool, outside, ended) -> HooklineTwoSteps.overHttp(
                    JdbcJobStore.builder(pool).createSchema(true).build(), simulator, ended));
        }
        double dbos = Contender.perSecond(DbosTwoSteps::create);
        Figure.print(List.of(Figure.of(
                "jobs of two steps, HTTP both ways",
                Quantity.perSecond(hookline),
                "DBOS without HTTP",
                Quantity.perSecond(dbos),
                Aim.atLeast(3))));
    }
}
