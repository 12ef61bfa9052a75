package dev.hookline.dashboard.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.Visitor;
import dev.hookline.simulator.ReplicateSimulator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SimulatorPanelTest {
    private static final String PROMPT = "a lighthouse at dusk";

    private static RunningDashboard dashboard;
    private static Visitor visitor;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data, "dashboard.look-up-after=1s");
        visitor = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Test
    void theNextPredictionFailsAndTheOneAfterDoesNot() {
        press("fail-next");

        JsonNode first = dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 1));
        JsonNode second = dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 1));

        assertThat(first.path("status").asString()).isEqualTo("failed");
        assertThat(second.path("status").asString()).isEqualTo("succeeded");
    }

    // promise 5
    @Test
    void webhooksAreDroppedAndAllIsWellUntilItIsNormalAgain() {
        long lost = simulator().received().webhooksLost();
        press("drop-webhooks");
        assertThat(visitor.get("/").body()).containsPattern("id=\"trouble-drop-webhooks\"[^>]*aria-pressed=\"true\"");

        JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 1));
        press("normal");

        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(simulator().received().webhooksLost()).isGreaterThan(lost);
        assertThat(visitor.get("/").body()).doesNotContain("aria-pressed=\"true\"");
        lost = simulator().received().webhooksLost();
        dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 1));
        assertThat(simulator().received().webhooksLost()).isEqualTo(lost);
    }

    // promise 3
    @Test
    void webhooksAreDoubledOnceHoweverOftenTheButtonIsPressed() {
        press("double-webhooks");
        press("double-webhooks");
        long made = simulator().received().predictionsMade();
        int delivered = simulator().received().deliveries().size();

        JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 1));
        press("normal");

        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(simulator().received().predictionsMade()).isEqualTo(made + 1);
        assertThat(simulator().received().deliveries().size() - delivered).isBetween(2, 4);
    }

    @Test
    void whatTheSimulatorCannotDoIsNotFound() {
        assertThat(visitor.submit("/", "/simulator/explode").statusCode()).isEqualTo(404);
        assertThat(visitor.post("/simulator/normal", "").statusCode()).isEqualTo(403);
    }

    @Test
    void withoutASimulatorInsideThereIsNoPanel(@TempDir Path other) {
        try (ReplicateSimulator outside = ReplicateSimulator.start();
                RunningDashboard plain = RunningDashboard.start(
                        other,
                        "hookline.replicate.base-url=" + outside.url(),
                        "hookline.replicate.token=" + outside.token())) {
            Visitor somebody = Visitor.signedIn(plain, RunningDashboard.USER, RunningDashboard.PASSWORD);

            assertThat(somebody.get("/").body()).doesNotContain("id=\"simulator\"");
            assertThat(somebody.submit("/", "/simulator/normal").statusCode()).isEqualTo(404);
        }
    }

    private static void press(String button) {
        assertThat(visitor.submit("/", "/simulator/" + button).statusCode()).isEqualTo(302);
    }

    private static ReplicateSimulator simulator() {
        return dashboard.bean(ReplicateSimulator.class);
    }
}
