package dev.hookline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.replicate.Replicate;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.workflow.engine.Engine;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's first program compiles and runs, with the library and what it depends on and nothing else. */
class ConsumerTest {
    private static final Path SOURCES = Path.of("src/test/resources/consumer");

    /** One class of each jar that a user of the library has. */
    private static final List<String> CLASSES = List.of(
            "tools.jackson.databind.JsonNode",
            "tools.jackson.core.JsonParser",
            "com.fasterxml.jackson.annotation.JsonProperty",
            "com.github.benmanes.caffeine.cache.Caffeine",
            "org.slf4j.Logger",
            "org.jspecify.annotations.NullMarked");

    @TempDir
    private Path folder;

    @Test
    void runsOnTheModulePath() throws Exception {
        compile("--module-path", library(), SOURCES.resolve("module-info.java"), SOURCES.resolve("Consumer.java"));

        List<String> printed = run("--module-path", folder + File.pathSeparator + library(), "-m", "consumer/consumer.Consumer");

        assertThat(printed).contains("hello!", "modules: true true");
    }

    @Test
    void runsOnTheClassPath() throws Exception {
        compile("--class-path", library(), SOURCES.resolve("Consumer.java"));

        List<String> printed = run("--class-path", folder + File.pathSeparator + library(), "consumer.Consumer");

        assertThat(printed).contains("hello!", "modules: false false");
    }

    private void compile(String option, String path, Path... sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("--release", "17", "-Xlint:all", "-Werror", option, path, "-d", folder.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> complaints = new ArrayList<>();
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            complaint -> complaints.add(complaint.toString()),
                            options,
                            null,
                            files.getJavaFileObjects(sources))
                    .call();
            assertThat(compiled).as("%s", complaints).isTrue();
        }
    }

    private List<String> run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx128m");
        command.addAll(List.of(arguments));
        command.addAll(List.of(folder.resolve("files").toString(), "hello"));
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(World.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            List<String> printed = Files.readAllLines(output);
            assertThat(process.exitValue()).as("%s", printed).isZero();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    private static String library() {
        return Stream.concat(
                        Stream.of(Replicate.class, Engine.class, JdbcJobStore.class, ReplicateSimulator.class),
                        CLASSES.stream().map(ConsumerTest::load))
                .map(ConsumerTest::place)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
