package dev.hookline.benchmarks.dashboard;

import dev.hookline.benchmarks.load.Times;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import java.io.IOException;
import java.util.List;

/**
 * How long it takes from the start of the JVM to the first page, with an empty data folder each time: the dashboard as it is
 * without any setting, and a hello world on the same Spring Boot. The two take turns, so that a machine that is busy with
 * other things is so for both.
 */
public final class DashboardStarts {
    private static final int STARTS = 6;

    private DashboardStarts() {}

    /** Measures, and prints the figure. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Times dashboard = new Times();
        Times helloWorld = new Times();
        for (int i = 0; i < STARTS; i++) {
            if (i == 1) { // the first start of each reads its jar from the disk
                dashboard.clear();
                helloWorld.clear();
            }
            helloWorld.add(nanosToPage(Jar.HELLO_WORLD, "/"));
            dashboard.add(nanosToPage(Jar.DASHBOARD, "/login"));
        }
        Figure.print(List.of(Figure.of(
                "start of the dashboard, JVM to first page",
                Quantity.millis(dashboard.quantile(0.5)),
                "Spring Boot hello world",
                Quantity.millis(helloWorld.quantile(0.5)),
                Aim.atMost(1.5))));
    }

    private static long nanosToPage(Jar jar, String path) throws IOException, InterruptedException {
        try (JarProcess process = JarProcess.start(jar)) {
            long nanos = process.awaitPage(path).toNanos();
            System.out.printf("%s: %,d ms%n", jar, nanos / 1_000_000);
            return nanos;
        }
    }
}
