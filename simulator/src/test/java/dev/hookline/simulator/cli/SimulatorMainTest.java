package dev.hookline.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hookline.simulator.ReplicateSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorMainTest {

    private static final String SECRET = "whsec_dGhlLXNpZ25pbmcta2V5LW9mLXRoZS1kZW1vIQ==";

    @Test
    void itTellsUrlTokenAndSecretBeforeItSaysThatItIsReady() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReplicateSimulator simulator = SimulatorMain.configure(
                        "--port", "0", "--token=T", "--secret", SECRET, "--latency", "500ms")
                .start()) {
            SimulatorMain.announce(simulator, new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(out.toString(StandardCharsets.UTF_8).lines())
                    .containsExactly("url=" + simulator.url(), "token=T", "secret=" + SECRET, "ready");
            assertThat(simulator.url()).matches("http://localhost:\\d+/v1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--prot=1", "--port", "--port=many", "--latency=fast", "--secret=nothing", "--port=1 --port=2"})
    void aWrongOptionIsRefusedWithWords(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> SimulatorMain.configure(arguments.split(" ", -1)));
    }
}
