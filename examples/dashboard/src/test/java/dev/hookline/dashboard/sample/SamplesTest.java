package dev.hookline.dashboard.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SamplesTest {
    private static RunningDashboard dashboard;
    private static Visitor visitor;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
        visitor = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Test
    void oneClickMakesOnePictureOfTheSamplePhotosAndTheTemplate() {
        HttpResponse<String> answer = visitor.submit("/", "/jobs/samples", "template", "true", "key", "one-click-2026");
        visitor.submit("/", "/jobs/samples", "template", "true", "key", "one-click-2026");

        JsonNode jobs = dashboard.json("/api/jobs").path("jobs");
        JsonNode job = dashboard.awaitEnd(jobs.path(0).path("id").asString());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(jobs).hasSize(1);
        assertThat(job.path("workflow").asString()).isEqualTo("template-merge");
        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(job.path("summary").path("completed").asInt()).isEqualTo(5);
        assertThat(job.path("templateUrl").isNull()).isFalse();
    }

    @Test
    void theSamplesAreShownAndAreSmall() {
        Samples samples = dashboard.bean(Samples.class);
        String page = visitor.get("/").body();
        int bytes = 0;
        for (String url : samples.photoUrls()) {
            assertThat(page).contains(url);
            bytes += dashboard.getBytes(url).body().length;
        }
        bytes += dashboard.getBytes(samples.templateUrl()).body().length;

        assertThat(bytes).isBetween(100_000, 500_000);
    }
}
