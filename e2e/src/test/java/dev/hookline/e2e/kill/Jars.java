package dev.hookline.e2e.kill;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The runnable jars of the build. */
final class Jars {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path SIMULATOR = ROOT.resolve("simulator/target/hookline-simulator.jar");
    static final Path DASHBOARD = ROOT.resolve("examples/dashboard/target/hookline-dashboard.jar");

    private Jars() {}

    /** A build that stops before its jars are made, {@code mvn test}, has none to run. */
    static void assumeBuilt() {
        assumeTrue(Files.exists(SIMULATOR), "There is no " + SIMULATOR + ": run mvn verify");
        assumeTrue(Files.exists(DASHBOARD), "There is no " + DASHBOARD + ": run mvn verify");
    }
}
