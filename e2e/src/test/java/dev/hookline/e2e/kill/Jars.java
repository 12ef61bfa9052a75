package dev.hookline.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The runnable jars of the build. */
final class Jars {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path SIMULATOR = ROOT.resolve("simulator/target/hookline-simulator.jar");
    private static final Path DASHBOARD = ROOT.resolve("examples/dashboard/target/hookline-dashboard.jar");

    private Jars() {}

    /** A build that stops before its jars are made, {@code mvn test}, has none to run. */
    static void assumeBuilt() {
        assumeTrue(Files.exists(SIMULATOR), "There is no " + SIMULATOR + ": run mvn verify");
        assumeTrue(Files.exists(DASHBOARD), "There is no " + DASHBOARD + ": run mvn verify");
    }

    /** Takes the dashboard's jar apart, since it starts faster so, and gives its class path. */
    static String extractedDashboard(Path folder) throws Exception {
        Path parts = folder.resolve("dashboard");
        extract(parts);
        return parts.resolve(DASHBOARD.getFileName()).toString();
    }

    private static void extract(Path folder) throws Exception {
        Path output = folder.resolveSibling("extract.txt");
        try (JavaProcess process = JavaProcess.start(
                output,
                List.of(
                        "-Djarmode=tools",
                        "-jar",
                        DASHBOARD.toString(),
                        "extract",
                        "--destination",
                        folder.toString()))) {
            assertThat(process.hasEndedWell()).as(process.printed()).isTrue();
        }
    }
}
