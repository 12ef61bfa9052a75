package dev.hookline.benchmarks.dashboard;

import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes from the start of the JVM to the first page, with an empty data folder each time: the dashboard as it is
 * without any setting, and a hello world on the same Spring Boot. The two take turns, so that a machine that is busy with
 * other things is so for both.
 */
public final class DashboardStarts {
    private static final int STARTS = 7;

    private DashboardStarts() {}

    /** Measures, and prints the figure. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Long> dashboard = new ArrayList<>();
        List<Long> helloWorld = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            helloWorld.add(nanosToPage(Jar.HELLO_WORLD, "/"));
            dashboard.add(nanosToPage(Jar.DASHBOARD, "/login"));
        }
        Figure.print(List.of(Figure.of(
                "start of the dashboard, JVM to first page",
                withoutFirst(dashboard).median(),
                "Spring Boot hello world",
                withoutFirst(helloWorld).median(),
                Aim.atMost(1.5))));
    }

    private static long nanosToPage(Jar jar, String path) throws IOException, InterruptedException {
        try (JarProcess process = JarProcess.start(jar)) {
            long nanos = process.awaitPage(path).toNanos();
            System.out.printf("%s: %,d ms%n", jar, nanos / 1_000_000);
            return nanos;
        }
    }

    /** The first start of each reads its jar from the disk. */
    private static Times withoutFirst(List<Long> nanos) {
        return new Times(nanos.subList(1, nanos.size()));
    }
}
