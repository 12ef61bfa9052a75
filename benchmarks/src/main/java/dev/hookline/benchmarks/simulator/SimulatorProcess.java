package dev.hookline.benchmarks.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A simulator in a process of its own, started from the class path of this one. */
public final class SimulatorProcess implements AutoCloseable {

    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    private final Process process;
    private final Map<String, String> announced;

    private SimulatorProcess(Process process, Map<String, String> announced) {
        this.process = process;
        this.announced = announced;
    }

    /** Starts one and waits until it is ready. */
    public static SimulatorProcess start(List<String> jvmOptions) throws IOException {
        List<String> command = new ArrayList<>(List.of(BIN.resolve("java").toString()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.hookline.simulator.cli.SimulatorMain", "--port", "0"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // Also when this process fails.
        Map<String, String> announced = new HashMap<>();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); !"ready".equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IOException("The simulator ended before it was ready");
            }
            int equals = line.indexOf('=');
            announced.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
        }
        return new SimulatorProcess(process, announced);
    }

    /** Where its API is. */
    public URI url() {
        return URI.create(announced.getOrDefault("url", ""));
    }

    int port() {
        return url().getPort();
    }

    /** The token that it takes. */
    public String token() {
        return announced.getOrDefault("token", "");
    }

    /** The secret that it signs with. */
    public String secret() {
        return announced.getOrDefault("secret", "");
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The bytes that are alive after a full collection, as {@code jcmd} counts them. */
    long liveBytes() throws IOException {
        Process histogram = new ProcessBuilder(
                        BIN.resolve("jcmd").toString(), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String last = histogram
                .inputReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd gave no histogram"));
        return Long.parseLong(last.strip().split("\\s+", -1)[2]);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
