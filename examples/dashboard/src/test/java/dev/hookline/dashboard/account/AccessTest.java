package dev.hookline.dashboard.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.dashboard.support.ListeningBrowser;
import dev.hookline.dashboard.support.Multipart;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.dashboard.support.Visitor;
import java.awt.Color;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who gets in, and to what. */
class AccessTest {
    private static final String OTHER = "แมว";
    private static final String OTHERS_PASSWORD = "another-password";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static RunningDashboard dashboard;
    private static Visitor visitor;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
        visitor = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
        visitor.submit("/accounts", "/accounts", "name", OTHER, "password", OTHERS_PASSWORD);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Nested
    class Nobody {
        private final Visitor nobody = Visitor.of(dashboard);

        @ParameterizedTest
        @ValueSource(strings = {"/", "/jobs/00000000000000000000000000", "/account", "/accounts", "/nothing"})
        void isSentToTheSignInPage(String path) {
            HttpResponse<String> answer = nobody.get(path);

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
            assertThat(answer.body()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/jobs",
                    "/api/jobs/00000000000000000000000000",
                    "/api/events",
                    "/api/nothing",
                    "/files/00000000000000000000000000/x.png",
                    "/previews/00000000000000000000000000/x.png"
                })
        void isAskedForAPasswordByWhatProgramsUse(String path) {
            HttpResponse<String> answer = nobody.get(path);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Basic ");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }

        @Test
        void isAskedForAPasswordByThePageAndNotByAWindowOfTheBrowser() {
            HttpResponse<String> answer = nobody.send(
                    HttpRequest.newBuilder(dashboard.url("/api/events")).header("Sec-Fetch-Mode", "cors"));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        }

        @Test
        void getsTheSignInPageAndWhatItIsMadeOf() {
            HttpResponse<String> page = nobody.get("/login");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("type=\"password\"").contains("Simulated");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(nobody.get("/assets/base.css").statusCode()).isEqualTo(200);
        }

        @Test
        void mayPostWebhooksAndNothingElseThere() {
            HttpResponse<String> webhook = nobody.post("/webhooks/replicate/AAAAAAAAAAAAAAAAAAAAAA", "{}");

            assertThat(webhook.statusCode()).isEqualTo(401);
            assertThat(webhook.headers().firstValue("WWW-Authenticate"))
                    .as("refused by its signature, not by the sign-in")
                    .isEmpty();
            assertThat(nobody.get("/webhooks/replicate/AAAAAAAAAAAAAAAAAAAAAA").statusCode())
                    .isEqualTo(302);
            assertThat(nobody.post("/webhooks/other/AAAAAAAAAAAAAAAAAAAAAA", "{}")
                            .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void cannotHaveFilesWrittenToTheDiskByAForm() {
            Multipart form = Multipart.form().photo(TestPictures.filled(20, 20, Color.RED));

            HttpResponse<String> answer = nobody.send(HttpRequest.newBuilder(dashboard.url("/jobs/custom-prompt"))
                    .header("Content-Type", form.contentType())
                    .POST(form.body()));

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
        }
    }

    @Nested
    class WithoutAToken {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/jobs/text-to-image",
                    "/jobs/00000000000000000000000000/delete",
                    "/accounts",
                    "/account/password",
                    "/logout",
                    "/api/jobs/text-to-image",
                    "/api/jobs/00000000000000000000000000/cancel"
                })
        void aFormIsRefused(String path) {
            HttpResponse<String> answer =
                    visitor.post(path, "prompt=a+lighthouse+at+dusk&size=1:1&images=1&format=jpg");

            assertThat(answer.statusCode()).isEqualTo(403);
        }

        @Test
        void aProgramWithAPasswordMayUseTheApiAndNotTheForms() {
            HttpResponse<String> api =
                    dashboard.post("/api/jobs/00000000000000000000000000/cancel", "application/json", "");
            HttpResponse<String> form = dashboard.post("/jobs/00000000000000000000000000/cancel", FORM, "");

            assertThat(api.statusCode()).isEqualTo(404);
            assertThat(form.statusCode()).isEqualTo(403);
        }

        @Test
        void aBrowserThatKnowsThePasswordIsNotUsedByAnotherSite() {
            HttpResponse<String> answer = dashboard.send(dashboard
                    .request("/api/jobs/text-to-image")
                    .header("Content-Type", "application/json")
                    .header("Origin", "https://elsewhere.test")
                    .POST(BodyPublishers.ofString("{\"prompt\":\"a lighthouse at dusk\",\"size\":\"1:1\"}")));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Nested
    class AnotherUser {
        @Test
        void findsNothingOfWhatIsNotTheirs() {
            String id = dashboard.startJob(Multipart.form()
                    .text("prompt", "a secret")
                    .text("size", "9:16")
                    .photo(TestPictures.filled(200, 150, Color.ORANGE)));
            JsonNode job = dashboard.awaitEnd(id);
            String result = job.path("images").path(0).path("url").asString();
            String original = dashboard
                    .json("/api/jobs/" + id + "/originals")
                    .path("photos")
                    .path(0)
                    .path("url")
                    .asString();
            String own = startAs("a lighthouse of another");

            Stream.of(result, original).flatMap(AccessTest::withPreview).forEach(path -> {
                assertThat(as(path).statusCode()).as(path).isEqualTo(404);
                assertThat(as(path.replace(id, own)).statusCode())
                        .as("under a job of their own")
                        .isEqualTo(404);
                assertThat(dashboard.getBytes(path).statusCode()).as(path).isEqualTo(200);
            });
            Stream.of("", "/log", "/originals", "/pictures.zip").forEach(path -> {
                assertThat(as("/api/jobs/" + id + path).statusCode()).as(path).isEqualTo(404);
                assertThat(dashboard.get("/api/jobs/" + id + path).statusCode())
                        .as(path)
                        .isEqualTo(200);
            });
            assertThat(as("/jobs/" + id).statusCode()).isEqualTo(404);
            assertThat(as("/api/jobs?limit=100").body()).contains(own).doesNotContain(id);
            assertThat(as("/").body()).doesNotContain("a secret");
            assertThat(dashboard.get("/").body()).contains("a secret").doesNotContain("a lighthouse of another");
            assertThat(dashboard.json("/api/jobs/" + id)).isEqualTo(job);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/cancel", "/retry", "/images/0/retry"})
        void changesNothingOfWhatIsNotTheirs(String action) {
            String id = dashboard.startJob("a lighthouse at dusk", "9:16", 1);

            HttpResponse<String> answer = dashboard.send(dashboard
                    .request("/api/jobs/" + id + action, OTHER, OTHERS_PASSWORD)
                    .POST(BodyPublishers.noBody()));
            HttpResponse<String> deletion = dashboard.send(
                    dashboard.request("/api/jobs/" + id, OTHER, OTHERS_PASSWORD).DELETE());

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(deletion.statusCode()).isEqualTo(404);
            assertThat(dashboard.awaitEnd(id).path("status").asString()).isEqualTo("succeeded");
        }

        @Test
        void hearsOfTheirOwnJobsAlone() throws Exception {
            try (ListeningBrowser browser =
                    ListeningBrowser.connect(dashboard.request("/api/events", OTHER, OTHERS_PASSWORD))) {
                String id = dashboard.startJob("a lighthouse at dusk", "9:16", 1);
                dashboard.awaitEnd(id);
                dashboard.send(dashboard.request("/api/jobs/" + id).DELETE());

                String own = startAs("a lighthouse at dawn");

                await().until(() ->
                        browser.lines().stream().anyMatch(line -> line.contains(own) && line.contains("succeeded")));
                assertThat(browser.lines()).noneMatch(line -> line.contains(id));
            }
        }

        @Test
        void neitherSeesNorChangesAccounts() {
            Visitor other = Visitor.signedIn(dashboard, OTHER, OTHERS_PASSWORD);

            assertThat(other.get("/accounts").statusCode()).isEqualTo(403);
            assertThat(other.get("/").body()).doesNotContain("href=\"/accounts\"");
            assertThat(other.submit("/", "/accounts", "name", "third", "password", "third-password")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(other.submit("/", "/accounts/close", "name", RunningDashboard.USER)
                            .statusCode())
                    .isEqualTo(403);
        }

        private String startAs(String prompt) {
            HttpResponse<String> answer = dashboard.send(dashboard
                    .request("/api/jobs/text-to-image", OTHER, OTHERS_PASSWORD)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"prompt\":\"" + prompt + "\",\"size\":\"9:16\"}")));
            return RunningDashboard.parse(answer.body()).path("id").asString();
        }

        private HttpResponse<String> as(String path) {
            return dashboard.send(dashboard.request(path, OTHER, OTHERS_PASSWORD));
        }
    }

    @Test
    void aProgramIsNotGivenASession() {
        assertThat(dashboard.get("/api/jobs").headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(dashboard.get("/api/jobs?stay=true").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    private static Stream<String> withPreview(String file) {
        return List.of(file, file.replace("/files/", "/previews/")).stream();
    }
}
