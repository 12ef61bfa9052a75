package dev.hookline.e2e.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Java of its own, whose output goes to a file. */
final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static JavaProcess start(Path output, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("REPLICATE_API_TOKEN");
        return new JavaProcess(builder.start(), output);
    }

    /** Waits for a line that contains a text, and gives what follows it there. */
    String await(String text) {
        Awaitility.await().atMost(PATIENCE).until(() -> find(text).isPresent() || !process.isAlive());
        return find(text).orElseThrow(() -> new AssertionError("The process has ended: " + printed()));
    }

    Optional<String> find(String text) {
        return printed()
                .lines()
                .filter(line -> line.contains(text))
                .map(line -> line.substring(line.indexOf(text) + text.length()))
                .findFirst();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of a process that ends by itself. */
    boolean hasEndedWell() throws InterruptedException {
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** As {@code kill -9} does it: nothing in the process gets to run any more. */
    void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The process does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
