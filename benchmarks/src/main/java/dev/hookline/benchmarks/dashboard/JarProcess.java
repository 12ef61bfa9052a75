package dev.hookline.benchmarks.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A web application in a JVM of its own, on a free port, in a new folder that is gone when it ends; it ends with this process
 * at the latest. Its JVM compiles as the one of {@code spring-boot:run} does.
 */
final class JarProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PROBE_MILLIS = 5;
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path folder;
    private final int port;
    private final long startedAt;

    private JarProcess(Process process, Path folder, int port, long startedAt) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.startedAt = startedAt;
    }

    /** Starts one; {@link #awaitPage} says when it is there. */
    static JarProcess start(Path jar, String... properties) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar"));
        command.add(jar.toString());
        command.add("--server.port=" + port);
        command.addAll(List.of(properties));
        Path folder = Files.createTempDirectory("hookline");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output(folder).toFile());
        builder.environment().keySet().removeIf(JarProcess::mayCostMoney);
        long startedAt = System.nanoTime();
        JarProcess started = new JarProcess(builder.start(), folder, port, startedAt);
        started.endWithThisProcess();
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean mayCostMoney(String variable) {
        return variable.startsWith("REPLICATE_") || variable.startsWith("HOOKLINE_");
    }

    private static Path output(Path folder) {
        return folder.resolve("output.txt");
    }

    private void endWithThisProcess() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        } catch (IllegalStateException alreadyEnding) {
            close();
            throw alreadyEnding;
        }
    }

    /** Where it is. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Waits until a page is served; gives how long that took from the start of the process. */
    Duration awaitPage(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(url().resolve(path)).timeout(PATIENCE).build();
        while (!isListening() || CLIENT.send(request, BodyHandlers.discarding()).statusCode() != 200) {
            if (!process.isAlive() || age().compareTo(PATIENCE) > 0) {
                throw new IOException(
                        "No " + path + " after " + age() + "; this was printed:\n" + Files.readString(output(folder)));
            }
            TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
        }
        return age();
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Asked again and again while the other process starts, it has to cost less than a request. */
    private boolean isListening() throws IOException {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** Kills it, since nothing that it holds is needed any more. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
