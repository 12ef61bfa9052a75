package dev.hookline.spring.actuate;

import static dev.hookline.spring.support.Shouting.SHOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStore;
import dev.hookline.spring.support.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HooklineEndpointTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Deque<RunningApplication> applications = new ArrayDeque<>();

    @AfterEach
    void stop() {
        applications.forEach(RunningApplication::close);
    }

    private void start(WebApplicationType type, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add(RunningApplication.WITHOUT_SECURITY);
        applications.push(RunningApplication.start(type, all.toArray(String[]::new)));
    }

    private RunningApplication application() {
        return applications.getFirst();
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void jobsAreListedNewestFirstAndPageByPage(WebApplicationType type) throws Exception {
        start(type, "management.endpoints.web.exposure.include=hookline");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, ended("text " + i).toString());
        }

        JsonNode first = json("/actuator/hookline?limit=3");
        JsonNode second =
                json("/actuator/hookline?limit=3&after=" + first.get("next").stringValue());
        List<String> listed = new ArrayList<>();
        first.get("jobs").forEach(job -> listed.add(job.get("id").stringValue()));
        second.get("jobs").forEach(job -> listed.add(job.get("id").stringValue()));

        assertThat(listed).isEqualTo(ids);
        assertThat(first.get("jobs").get(0).get("status").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(json("/actuator/hookline?status=FAILED").get("jobs").isEmpty())
                .isTrue();
        assertThat(application().get("/actuator/hookline?after=nonsense").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(
            value = WebApplicationType.class,
            names = {"SERVLET", "REACTIVE"})
    void aJobIsShownWithItsStepsAndWithoutWhatItWorksOn(WebApplicationType type) throws Exception { // promise 12
        start(type, "management.endpoints.web.exposure.include=hookline");
        JobId id = ended("a private text");
        JobSnapshot snapshot =
                application().context().getBean(JobStore.class).load(id).orElseThrow();

        JsonNode job = json("/actuator/hookline/" + id);

        assertThat(job.get("steps")).hasSize(2);
        JsonNode step = job.get("steps").get(0);
        assertThat(step.get("name").stringValue()).isEqualTo("once");
        assertThat(step.get("attempt").get("prediction").stringValue())
                .isEqualTo(snapshot.findAttempt(snapshot.findStep("once").orElseThrow())
                        .orElseThrow()
                        .predictionId());
        assertThat(job.get("values").get("input").stringValue()).isEqualTo("******");
        assertThat(job.toString()).doesNotContain("private").doesNotContain("webhooks/replicate");
        snapshot.attempts()
                .forEach(attempt -> assertThat(job.toString())
                        .doesNotContain(attempt.token().value()));
    }

    @Test
    void valuesAreShownWhenThatIsSet() throws Exception {
        start(
                WebApplicationType.SERVLET,
                "management.endpoints.web.exposure.include=hookline",
                "management.endpoint.hookline.show-values=always");
        JobId id = ended("a private text");

        JsonNode job = json("/actuator/hookline/" + id);

        assertThat(job.get("values").get("input").stringValue()).isEqualTo("\"a private text\"");
        assertThat(job.get("values").get("output").stringValue()).isEqualTo("\"a private text!!\"");
        assertThat(job.get("steps").get(0).get("result").stringValue()).isEqualTo("\"a private text!\"");
    }

    @Test
    void valuesAreNotShownToWhoIsNotKnown() throws Exception {
        start(
                WebApplicationType.SERVLET,
                "management.endpoints.web.exposure.include=hookline",
                "management.endpoint.hookline.show-values=when-authorized");
        assertThat(json("/actuator/hookline/" + ended("a private text")).toString())
                .doesNotContain("private");
    }

    @Test
    void aJobThatIsNotThereIsNotFound() throws Exception {
        start(WebApplicationType.SERVLET, "management.endpoints.web.exposure.include=hookline");
        assertThat(application().get("/actuator/hookline/nonsense").statusCode())
                .isEqualTo(404);
        assertThat(application().get("/actuator/hookline/" + "0".repeat(26)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingCanBeChanged() throws Exception {
        start(WebApplicationType.SERVLET, "management.endpoints.web.exposure.include=hookline");
        String path = "/actuator/hookline/" + ended("text");
        for (String method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            assertThat(application()
                            .send(application().request(path).method(method, BodyPublishers.noBody()))
                            .statusCode())
                    .as(method)
                    .isEqualTo(405);
        }
    }

    @Test
    void itIsNotThereUnlessItIsExposed() throws Exception {
        start(WebApplicationType.SERVLET);
        assertThat(application().context().getBeansOfType(HooklineEndpoint.class))
                .isEmpty();
        assertThat(application().get("/actuator/hookline").statusCode()).isEqualTo(404);
        assertThat(application().get("/actuator/health").statusCode()).isEqualTo(200);
    }

    private JobId ended(String text) {
        JobId id = application().engine().start(SHOUT, text);
        await().until(() ->
                application().engine().find(id).orElseThrow().status().isEnd());
        return id;
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(application().get(path).body());
    }
}
