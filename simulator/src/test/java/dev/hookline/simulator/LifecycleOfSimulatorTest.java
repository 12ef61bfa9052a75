package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LifecycleOfSimulatorTest {

    @Test
    void closingEndsItsThreadsAndRemovesItsFiles() throws IOException {
        List<Thread> before = threads();
        List<Path> namedBefore = named();
        ReplicateSimulator simulator =
                ReplicateSimulator.builder().latency(Duration.ofMinutes(5)).start();
        Api api = new Api(simulator);
        api.post(Api.IMAGEN, Api.input("prompt", "never finished"));
        api.post("/models/simulator/slow/predictions", Api.input("a", "b"), "Cancel-After", "30m");

        simulator.close();
        simulator.close();

        await().until(() -> threads().stream().allMatch(before::contains));
        assertThat(named()).isEqualTo(namedBefore);
        assertThatThrownBy(() -> api.get("/account")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void nothingInTheFolderForTemporaryFilesHasItsNameWhileItKeepsLargeFiles() throws IOException {
        List<Path> before = named();
        try (ReplicateSimulator simulator = ReplicateSimulator.start()) {
            Api api = new Api(simulator);
            String url = api.post(Api.IMAGEN, Api.input("prompt", "dawn"), "Prefer", "wait")
                    .text("output");
            assertThat(Api.download(url).body()).hasSizeGreaterThan(32 * 1024);
            assertThat(named()).isEqualTo(before);
        }
    }

    @Test
    void aPortThatIsTakenIsToldWithItsNumber() {
        try (ReplicateSimulator first = ReplicateSimulator.start()) {
            SimulatorBuilder second = ReplicateSimulator.builder().port(first.port());
            assertThatThrownBy(second::start).hasMessageContaining("Port " + first.port());
        }
    }

    @Test
    void everyOptionThatIsOutOfRangeIsNamedAtOnce() {
        SimulatorBuilder wrong = ReplicateSimulator.builder()
                .port(70_000)
                .token(" ")
                .latency(Duration.ofSeconds(-1))
                .webhookPatience(Duration.ZERO)
                .rateLimits(0, 10)
                .remembered(0);
        assertThatIllegalArgumentException()
                .isThrownBy(wrong::start)
                .withMessageContainingAll("port", "token", "latency", "webhookPatience", "rateLimits", "remembered");
    }

    @Test
    void neitherTokenNorSecretShow() {
        try (ReplicateSimulator simulator = ReplicateSimulator.start()) {
            assertThat(simulator.toString()).doesNotContain(simulator.token(), simulator.secret());
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("simulator-"))
                .toList();
    }

    /** What in the folder for temporary files tells by its name that a simulator of this process made it. */
    private static List<Path> named() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return new ArrayList<>(files.filter(file -> file.getFileName()
                            .toString()
                            .startsWith("replicate-simulator-"
                                    + ProcessHandle.current().pid() + "-"))
                    .sorted()
                    .toList());
        }
    }
}
