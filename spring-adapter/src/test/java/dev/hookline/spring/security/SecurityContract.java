package dev.hookline.spring.security;

import static dev.hookline.spring.support.Shouting.SHOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.spring.support.RunningApplication;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;

/** The webhook path, and nothing else, needs neither a login nor a CSRF token. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SecurityContract {
    private static final String TOKEN = "x".repeat(22);
    private static final String PREDICTION = "{\"id\":\"p\",\"status\":\"succeeded\"}";
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("user:pass".getBytes(StandardCharsets.UTF_8));

    private final WebApplicationType type;
    private final Class<?> beans;
    private final String excluded;
    private RunningApplication application;

    SecurityContract(WebApplicationType type, Class<?> beans) {
        this(type, beans, "");
    }

    SecurityContract(WebApplicationType type, Class<?> beans, String excluded) {
        this.type = type;
        this.beans = beans;
        this.excluded = excluded;
    }

    @BeforeAll
    void start() {
        application = RunningApplication.start(
                type,
                beans,
                "spring.security.user.name=user",
                "spring.security.user.password=pass",
                "spring.autoconfigure.exclude=" + excluded);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @Test
    void webhooksPassWithoutALogin() throws Exception {
        assertThat(application.webhook(TOKEN, PREDICTION)).isEqualTo(404);
        JobId id = application.engine().start(SHOUT, "hello");
        await().until(() -> application.engine().find(id).orElseThrow().status() == JobStatus.SUCCEEDED);
    }

    @Test
    void anotherPathNeedsALogin() throws Exception {
        for (String path : new String[] {"/", "/webhooks", "/webhooks/replicate", "/webhooks/replicate/a/b", "/open"}) {
            assertThat(application.get(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(application
                        .send(application.request("/open").header("Authorization", LOGIN))
                        .body())
                .isEqualTo("opened");
    }

    @Test
    void anotherPathNeedsACsrfToken() throws Exception {
        for (String path : new String[] {"/open", "/webhooks/replicate", "/webhooks/replicate/a/b"}) {
            assertThat(application
                            .send(application
                                    .request(path)
                                    .header("Authorization", LOGIN)
                                    .POST(BodyPublishers.noBody()))
                            .statusCode())
                    .as(path)
                    .isIn(401, 403); // a servlet application asks for a login before it shows the page of its errors
        }
    }

    @Test
    void noMethodButPostPassesAtTheWebhookPath() throws Exception {
        for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
            assertThat(application
                            .send(application
                                    .request("/webhooks/replicate/" + TOKEN)
                                    .method(method, BodyPublishers.noBody()))
                            .statusCode())
                    .as(method)
                    .isIn(401, 403);
        }
    }

    @Test
    void aWebhookPathThatLeadsElsewhereDoesNotPass() throws Exception {
        for (String path : new String[] {"/webhooks/replicate/../../open", "/webhooks/replicate/..%2F..%2Fopen"}) {
            assertThat(application.post(path, Map.of(), "")).as(path).isIn(400, 401, 403);
        }
    }
}
