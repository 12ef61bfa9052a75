package dev.hookline.benchmarks.twostep;

import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.benchmarks.twostep.HooklineTwoSteps.Watch;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.List;

/** How many jobs of two steps end a second, Replicate in the same process, and in db-scheduler, each on a PostgreSQL of its own. */
public final class TwoStepJobs {
    private TwoStepJobs() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        double hookline = Contender.perSecond((pool, outside, ended) -> HooklineTwoSteps.inProcess(
                JdbcJobStore.builder(pool).createSchema(true).build(), outside, ended, Watch.NONE));
        double scheduler = Contender.perSecond(DbSchedulerTwoSteps::create);
        Figure.print(List.of(Figure.of(
                "jobs of two steps, Replicate in the same process",
                Quantity.perSecond(hookline),
                "db-scheduler",
                Quantity.perSecond(scheduler),
                Aim.atLeast(2))));
    }
}
