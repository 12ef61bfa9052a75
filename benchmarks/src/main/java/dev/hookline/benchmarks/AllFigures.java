package dev.hookline.benchmarks;

import dev.hookline.benchmarks.commit.CommitRates;
import dev.hookline.benchmarks.dashboard.DashboardStarts;
import dev.hookline.benchmarks.dashboard.PagesUnderLoad;
import dev.hookline.benchmarks.message.WebhookRates;
import dev.hookline.benchmarks.node.IdleNode;
import dev.hookline.benchmarks.node.JobHeap;
import dev.hookline.benchmarks.node.KilledNode;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.ProcessOutput;
import dev.hookline.benchmarks.scale.FanOuts;
import dev.hookline.benchmarks.scale.FullTables;
import dev.hookline.benchmarks.twostep.NextCreates;
import dev.hookline.benchmarks.twostep.StepCosts;
import dev.hookline.benchmarks.twostep.TwoStepJobs;
import dev.hookline.benchmarks.twostep.TwoStepsByHttp;
import dev.hookline.benchmarks.verify.VerifyFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures everything, one part after the other, each in a JVM of its own and in three minutes at most, and writes one table:
 * to the console, and to the file that is given, or {@code figures.md}.
 */
public final class AllFigures {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final List<Class<?>> PARTS = List.of(
            VerifyFigures.class,
            CommitRates.class,
            WebhookRates.class,
            TwoStepJobs.class,
            TwoStepsByHttp.class,
            NextCreates.class,
            StepCosts.class,
            IdleNode.class,
            JobHeap.class,
            KilledNode.class,
            FullTables.class,
            FanOuts.class,
            DashboardStarts.class,
            PagesUnderLoad.class);

    private AllFigures() {}

    /** Runs the parts. One that fails, or takes too long, leaves its rows out, and makes the exit status 1. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> rows = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (Class<?> part : PARTS) {
            System.out.println("== " + part.getSimpleName());
            ProcessOutput output = ProcessOutput.of(part, LIMIT);
            rows.addAll(Figure.rows(output.lines()));
            if (!output.succeeded()) {
                failed.add(part.getSimpleName());
            }
        }
        String table = Figure.table(rows) + "\n";
        System.out.println(table);
        Files.writeString(Path.of(arguments.length > 0 ? arguments[0] : "figures.md"), table);
        if (!failed.isEmpty()) {
            System.out.println("Failed, or took more than " + LIMIT.toMinutes() + " minutes: " + failed);
            System.exit(1);
        }
    }
}
