package dev.hookline.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The dashboard against a Replicate that lives longer than it, as the real one does. */
class JobFaultsTest {
    private static final String IMAGEN = "google/imagen-4-ultra";
    private static final String PROMPT = "a lighthouse at dusk";

    @TempDir
    private Path data;

    private ReplicateSimulator replicate;
    private RunningDashboard dashboard;

    @BeforeEach
    void start() {
        replicate = ReplicateSimulator.builder()
                .seed(7)
                .latency(Duration.ofMillis(20))
                .start();
        dashboard = startDashboard(0);
    }

    @AfterEach
    void stop() {
        dashboard.close();
        replicate.close();
    }

    /** The signing secret is not given: it is fetched. */
    private RunningDashboard startDashboard(int port) {
        return RunningDashboard.start(
                data,
                "server.port=" + port,
                "hookline.replicate.base-url=" + replicate.url(),
                "hookline.replicate.token=" + replicate.token());
    }

    // promise 3
    @Test
    void webhooksThatComeTwiceAndInAnyOrderMakeOnePredictionAStep() {
        replicate.inject(Fault.repeatWebhooks(2), Fault.shuffleWebhooks(Duration.ofMillis(150)));

        JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "1:1", 4));

        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(replicate.received().predictionsMade(IMAGEN)).isEqualTo(4);
        assertThat(replicate.received().predictionsMade("nightmareai/real-esrgan"))
                .isEqualTo(4);
        assertThat(replicate.received().creationsByWebhookPath().values()).containsOnly(1L);
        assertThat(replicate.received().predictionGets()).isZero();
    }

    // promise 4
    @Test
    void webhooksThatComeBeforeTheAnswerOfTheirCreateCountAsWell() {
        replicate.inject(Fault.webhooksBeforeAnswer());

        JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "3:4", 2));

        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(replicate.received().predictionsMade(IMAGEN)).isEqualTo(2);
    }

    // promise 10
    @Test
    void onePictureThatFailsLeavesTheOthersAndSaysWhy() {
        replicate.inject(Fault.flagAsSensitive().onModel(IMAGEN).times(1));

        JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 3));

        assertThat(job.path("status").asString()).isEqualTo("partial");
        assertThat(job.path("summary").toString())
                .isEqualTo("{\"total\":3,\"completed\":2,\"pending\":0,\"failed\":1}");
        assertThat(job.path("error").asString()).contains("1 of 3 failed");
        JsonNode failed = StreamSupport.stream(job.path("images").spliterator(), false)
                .filter(image -> image.path("status").asString().equals("failed"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("error").asString()).contains("sensitive");
        assertThat(failed.path("url").isNull()).isTrue();
        assertThat(page(job)).contains("Partly done").contains("sensitive");
    }

    // promise 10
    @Test
    void onePictureThatFailedIsTriedAgainWithoutPayingForTheOthers() {
        replicate.inject(Fault.flagAsSensitive().onModel(IMAGEN).times(1));
        String id = dashboard.startJob(PROMPT, "9:16", 3);
        JsonNode partial = dashboard.awaitEnd(id);
        int index = StreamSupport.stream(partial.path("images").spliterator(), false)
                .filter(image -> image.path("status").asString().equals("failed"))
                .mapToInt(image -> image.path("index").asInt())
                .findFirst()
                .orElseThrow();

        HttpResponse<String> answer = retry(id, String.valueOf(index));

        JsonNode job = dashboard.awaitEnd(id);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(job.path("summary").path("completed").asInt()).isEqualTo(3);
        assertThat(replicate.received().predictionsMade(IMAGEN)).isEqualTo(4);
        assertThat(retry(id, "3").statusCode()).isEqualTo(404);
        assertThat(retry("00000000000000000000000000", "0").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> retry(String id, String index) {
        return dashboard.send(dashboard
                .request("/api/jobs/" + id + "/images/" + index + "/retry")
                .POST(BodyPublishers.noBody()));
    }

    @Test
    void aJobWhosePicturesAllFailHasFailed() {
        replicate.inject(Fault.flagAsSensitive().onModel(IMAGEN));

        JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "1:1", 2));

        assertThat(job.path("status").asString()).isEqualTo("failed");
        assertThat(job.path("summary").path("failed").asInt()).isEqualTo(2);
        assertThat(job.path("error").asString()).contains("sensitive");
    }

    @Test
    void noCreditIsSaidInWordsThatAPersonUnderstands() {
        replicate.inject(Fault.paymentRequired());

        JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 1));

        assertThat(job.path("status").asString()).isEqualTo("failed");
        assertThat(job.path("error").asString()).containsIgnoringCase("credit");
    }

    // promise 11
    @Test
    void aJobThatIsCanceledStopsAtReplicateToo() {
        replicate.inject(Fault.delayWebhooks(Duration.ofSeconds(3)));
        String id = dashboard.startJob(PROMPT, "9:16", 2);
        await().until(() -> replicate.received().predictionsMade() == 2);

        HttpResponse<String> answer =
                dashboard.send(dashboard.request("/api/jobs/" + id + "/cancel").POST(BodyPublishers.noBody()));

        JsonNode job = dashboard.json("/api/jobs/" + id);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(job.path("status").asString()).isEqualTo("canceled");
        assertThat(job.path("images"))
                .allMatch(image -> image.path("status").asString().equals("canceled"));
        assertThat(job.path("summary").path("pending").asInt()).isZero();
    }

    // promise 2
    @Test
    void aRestartInTheMiddleOfAJobLosesNothing() {
        replicate.inject(Fault.delayWebhooks(Duration.ofMillis(500)).times(4));
        List<String> ids = List.of(dashboard.startJob(PROMPT, "3:4", 2), dashboard.startJob(PROMPT, "1:1", 1));

        dashboard.close();
        dashboard = startDashboard(dashboard.port());

        for (String id : ids) {
            assertThat(dashboard.awaitEnd(id).path("status").asString()).isEqualTo("succeeded");
        }
        assertThat(replicate.received().creationsByWebhookPath().values()).containsOnly(1L);
    }

    // promise 12
    @Test
    void aForgedWebhookIsRefused() {
        HttpResponse<String> unsigned =
                dashboard.post("/webhooks/replicate/AAAAAAAAAAAAAAAAAAAAAA", "application/json", "{\"id\":\"p1\"}");

        assertThat(unsigned.statusCode()).isEqualTo(401);
    }

    private String page(JsonNode job) {
        return dashboard.get("/jobs/" + job.path("id").asString()).body();
    }
}
