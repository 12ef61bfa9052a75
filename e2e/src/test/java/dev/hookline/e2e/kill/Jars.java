package dev.hookline.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The runnable jars of the build. */
final class Jars {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path SIMULATOR = ROOT.resolve("simulator/target/hookline-simulator.jar");
    private static final Path DASHBOARD = ROOT.resolve("examples/dashboard/target/hookline-dashboard.jar");
    private static final Path SHORT_LEASES = Path.of("src/test/resources/dashboard/ShortLeases.java");

    private Jars() {}

    /** A build that stops before its jars are made, {@code mvn test}, has none to run. */
    static void assumeBuilt() {
        assumeTrue(Files.exists(SIMULATOR), "There is no " + SIMULATOR + ": run mvn verify");
        assumeTrue(Files.exists(DASHBOARD), "There is no " + DASHBOARD + ": run mvn verify");
    }

    /** Takes the dashboard's jar apart, adds leases that are short, and gives the class path of the two. */
    static String dashboardWithShortLeases(Path folder) throws Exception {
        Path parts = folder.resolve("dashboard");
        extract(parts);
        Path added = Files.createDirectory(folder.resolve("added"));
        String library = String.join(File.pathSeparator, jarsIn(parts.resolve("lib")));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", library, "-d", added.toString(), SHORT_LEASES.toString());
        assertThat(result).isZero();
        return parts.resolve(DASHBOARD.getFileName()) + File.pathSeparator + added;
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

    private static List<String> jarsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }
}
