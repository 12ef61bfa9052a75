package dev.hookline.benchmarks.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A jar of this build that runs. */
enum Jar {
    DASHBOARD("examples/dashboard/target/hookline-dashboard.jar"),
    HELLO_WORLD("benchmarks/hello-world/target/hello-world.jar");

    private static final String BUILD =
            "mvn -q -ntp -pl benchmarks,benchmarks/hello-world,examples/dashboard -am package -DskipTests";

    private final String belowRoot;

    Jar(String belowRoot) {
        this.belowRoot = belowRoot;
    }

    /** Where it is, for a process that runs in any folder. */
    Path path() {
        Path path = Path.of(belowRoot).toAbsolutePath();
        if (!Files.isRegularFile(path)) {
            throw new IllegalStateException("There is no " + path + ": in the root of the checkout, build it with `"
                    + BUILD + "`, then run this");
        }
        return path;
    }

    /** Puts its libraries beside it in a new folder, as Spring Boot's own tool does it, and gives the jar there. */
    Path extract(Path folder) throws IOException, InterruptedException {
        List<String> command = List.of(
                JarProcess.JAVA,
                "-Djarmode=tools",
                "-jar",
                path().toString(),
                "extract",
                "--destination",
                folder.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("Taking apart " + path() + " failed");
        }
        return folder.resolve(path().getFileName());
    }
}
