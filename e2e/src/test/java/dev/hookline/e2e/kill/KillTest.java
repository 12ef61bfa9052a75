package dev.hookline.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The dashboard is killed again and again while twenty jobs run; each of them comes to its end, and is paid for once. */
@SuppressWarnings("NullAway.Init")
class KillTest {
    private static final int JOBS = 20;
    private static final int SQUARES = JOBS / 2;
    private static final int PREDICTIONS = JOBS + SQUARES;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "r8_killed";
    private static final String PASSWORD = "a password of this test";

    @TempDir
    private Path folder;

    private int starts;

    @BeforeAll
    static void assumeThatTheJarsAreThere() {
        Jars.assumeBuilt();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(180)
    void everyAcceptedJobEndsAndNoPredictionIsMadeTwice(long seed) throws Exception { // promises 2, 5 and 7
        Random random = new Random(seed);
        try (JavaProcess simulator = startSimulator()) {
            URI api = URI.create(simulator.await("url="));
            Http replicate = new Http(api, "Bearer " + TOKEN);
            int port = freePort();
            Http dashboard = new Http(URI.create("http://127.0.0.1:" + port), basic());
            Map<String, Dimension> jobs;
            try (JavaProcess first = startDashboard(port, api)) {
                jobs = startJobs(dashboard);
                awaitPredictions(replicate, 1 + random.nextInt(JOBS));
                first.kill();
            }
            for (int made : List.of(JOBS + random.nextInt(SQUARES / 2), JOBS + SQUARES / 2 + random.nextInt(4))) {
                try (JavaProcess next = startDashboard(port, api)) {
                    awaitPredictions(replicate, made);
                    next.kill();
                }
            }
            try (JavaProcess last = startDashboard(port, api)) {
                awaitSuccess(dashboard, jobs);
                last.await("Job succeeded");
                assertSizes(dashboard, jobs);
            }
            JsonNode creations = replicate.get("/simulator/received/creations").path("results");
            assertPaidOnce(creations);
            assertAnswered(replicate.get("/simulator/received/deliveries").path("results"));
            assertNothingSecretPrinted(creations);
        }
    }

    private JavaProcess startSimulator() throws IOException {
        JavaProcess simulator = JavaProcess.start(
                folder.resolve("simulator.txt"),
                List.of(
                        "-Xmx512m",
                        "-jar",
                        Jars.SIMULATOR.toString(),
                        "--port",
                        "0",
                        "--token",
                        TOKEN,
                        "--latency",
                        "500ms"));
        simulator.await("ready");
        return simulator;
    }

    private JavaProcess startDashboard(int port, URI api) throws IOException {
        JavaProcess dashboard = JavaProcess.start(
                output(++starts),
                List.of(
                        "-Xmx384m",
                        "-cp",
                        Jars.DASHBOARD.toString(),
                        "dev.hookline.dashboard.DashboardApplication",
                        "--server.port=" + port,
                        "--dashboard.data=" + folder.resolve("data"),
                        "--dashboard.user=tester",
                        "--dashboard.password=" + PASSWORD,
                        "--hookline.replicate.base-url=" + api,
                        "--hookline.replicate.token=" + TOKEN,
                        "--hookline.engine.lease=3s",
                        "--hookline.engine.lost-answer-grace=12s"));
        dashboard.await("Ready: ");
        return dashboard;
    }

    private static Map<String, Dimension> startJobs(Http dashboard) throws IOException {
        Map<String, Dimension> jobs = new LinkedHashMap<>();
        for (int i = 0; i < JOBS; i++) {
            boolean square = i % 2 == 0;
            String request = """
                    {"prompt": "A paper boat with number %d", "size": "%s", "images": 1, "format": "jpg"}""".formatted(i, square ? "1:1" : "3:4");
            String id = dashboard
                    .post("/api/jobs/text-to-image", request, 202)
                    .path("id")
                    .stringValue();
            jobs.put(id, square ? new Dimension(2048, 2048) : new Dimension(1080, 1350));
        }
        return jobs;
    }

    private static void awaitPredictions(Http replicate, int made) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> replicate
                                .get("/simulator/received")
                                .path("predictionsMade")
                                .intValue()
                        >= made);
    }

    private static void awaitSuccess(Http dashboard, Map<String, Dimension> jobs) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).untilAsserted(() -> {
            Map<String, String> statuses = new TreeMap<>();
            for (JsonNode job : dashboard.get("/api/jobs?limit=100").path("jobs")) {
                statuses.put(job.path("id").stringValue(), job.path("status").stringValue());
            }
            assertThat(statuses).containsOnlyKeys(jobs.keySet());
            assertThat(statuses.values()).containsOnly("succeeded");
        });
    }

    private static void assertSizes(Http dashboard, Map<String, Dimension> jobs) throws IOException {
        for (Map.Entry<String, Dimension> job : jobs.entrySet()) {
            JsonNode images = dashboard.get("/api/jobs/" + job.getKey()).path("images");
            assertThat(images.size()).isEqualTo(1);
            byte[] file = dashboard.bytes(images.get(0).path("url").stringValue());
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(new Dimension(picture.getWidth(), picture.getHeight())).isEqualTo(job.getValue());
        }
    }

    private static void assertPaidOnce(JsonNode creations) {
        List<String> inputs = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (JsonNode creation : creations) {
            inputs.add(creation.path("model").stringValue() + creation.path("input"));
            tokens.add(creation.path("webhookPath").stringValue());
        }
        assertThat(inputs).hasSize(PREDICTIONS);
        assertThat(tokens).doesNotHaveDuplicates();
        assertThat(inputs.stream().filter(input -> input.startsWith("google/imagen-4-ultra")))
                .hasSize(JOBS)
                .doesNotHaveDuplicates();
    }

    private static void assertAnswered(JsonNode deliveries) {
        assertThat(StreamSupport.stream(deliveries.spliterator(), false)
                        .map(delivery -> delivery.path("status").intValue()))
                .isSubsetOf(200, 0, 503);
    }

    private void assertNothingSecretPrinted(JsonNode creations) throws IOException { // promise 12
        List<String> secrets = new ArrayList<>(List.of(TOKEN, PASSWORD));
        for (JsonNode creation : creations) {
            String path = creation.path("webhookPath").stringValue();
            secrets.add(path.substring(path.lastIndexOf('/') + 1));
        }
        for (int start = 1; start <= starts; start++) {
            String printed = Files.readString(output(start));
            assertThat(secrets).noneMatch(printed::contains);
        }
    }

    private Path output(int start) {
        return folder.resolve("dashboard" + start + ".txt");
    }

    private static String basic() {
        byte[] user = ("tester:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(user);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
