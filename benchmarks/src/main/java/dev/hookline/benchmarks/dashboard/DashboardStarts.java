package dev.hookline.benchmarks.dashboard;

import dev.hookline.benchmarks.load.Times;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long it takes from the start of the JVM to the first page, with an empty data folder each time: the dashboard as it is
 * without any setting, and a hello world on the same Spring Boot, as one jar, which Spring Boot makes of it unless told
 * otherwise, and with its libraries beside it, as those of the dashboard are. They take turns, so that a machine that is busy
 * with other things is so for all.
 */
public final class DashboardStarts {
    private static final int STARTS = 6;

    private DashboardStarts() {}

    /** Measures, and prints the figure. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hookline");
        try {
            print(Jar.DASHBOARD.path(), Jar.HELLO_WORLD.path(), Jar.HELLO_WORLD.extract(folder));
        } finally {
            JarProcess.delete(folder);
        }
    }

    private static void print(Path dashboardJar, Path oneJar, Path jarWithLibraries)
            throws IOException, InterruptedException {
        Times dashboard = new Times();
        Times helloWorld = new Times();
        Times beside = new Times();
        for (int i = 0; i < STARTS; i++) {
            if (i == 1) { // the first start of each reads its jar from the disk
                dashboard.clear();
                helloWorld.clear();
                beside.clear();
            }
            helloWorld.add(nanosToPage(oneJar, "/"));
            beside.add(nanosToPage(jarWithLibraries, "/"));
            dashboard.add(nanosToPage(dashboardJar, "/login"));
        }
        String name = "start of the dashboard, JVM to first page";
        Quantity median = Quantity.millis(dashboard.quantile(0.5));
        Figure.print(List.of(
                Figure.of(
                        name,
                        median,
                        "Spring Boot hello world",
                        Quantity.millis(helloWorld.quantile(0.5)),
                        Aim.atMost(1.5)),
                Figure.of(
                        name,
                        median,
                        "the hello world, its libraries beside its jar",
                        Quantity.millis(beside.quantile(0.5)))));
    }

    private static long nanosToPage(Path jar, String path) throws IOException, InterruptedException {
        try (JarProcess process = JarProcess.start(jar)) {
            long nanos = process.awaitPage(path).toNanos();
            System.out.printf("%s: %,d ms%n", jar, nanos / 1_000_000);
            return nanos;
        }
    }
}
