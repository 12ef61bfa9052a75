package dev.hookline.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The main class in a process of its own, from the class path of the test; the jar itself is run where it is there. */
@Timeout(60)
class SimulatorProcessTest {

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SimulatorMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private static int status(String url, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void itTellsHowToReachItThenServesAndEndsWhenItIsStopped() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = start("--port", Integer.toString(port), "--token", "T0", "--latency", "10ms");
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String url = "http://localhost:" + port + "/v1";
        assertThat(out.readLine()).isEqualTo("url=" + url);
        assertThat(out.readLine()).isEqualTo("token=T0");
        assertThat(out.readLine()).startsWith("secret=whsec_");
        assertThat(out.readLine()).isEqualTo("ready");

        assertThat(status(url + "/account", "T0")).isEqualTo(200);
        assertThat(status(url + "/account", "T1")).isEqualTo(401);
        assertThat(status(url.replace("/v1", "/"), "")).isEqualTo(200);

        process.destroy();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void withAWrongOptionItEndsAtOnceAndSaysWhichThereAre() throws Exception {
        Process process = start("--prot", "5050");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
                .contains("Unknown option --prot")
                .anyMatch(line -> line.startsWith("Usage: java -jar hookline-simulator.jar"));
    }

    @Test
    void aPortThatIsTakenIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("--port", Integer.toString(taken.getLocalPort()));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(process.inputReader(StandardCharsets.UTF_8).lines())
                    .anyMatch(line -> line.startsWith("Port " + taken.getLocalPort()));
        }
    }
}
