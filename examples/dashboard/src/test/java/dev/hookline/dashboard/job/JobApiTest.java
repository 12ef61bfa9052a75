package dev.hookline.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.TestPictures;
import java.awt.image.BufferedImage;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JobApiTest {
    private static final String PROMPT = "a lighthouse at dusk";
    private static final String START = "/api/jobs/text-to-image";

    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Nested
    class Starting {
        @Test
        void aJobIsAcceptedWithItsIdAndItsLocation() {
            HttpResponse<String> answer = start("""
                    {"prompt": "a lighthouse at dusk", "size": "3:4", "images": 1, "format": "jpg"}""");

            String id = RunningDashboard.parse(answer.body()).path("id").asString();
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"id\":\"" + id + "\"}");
            assertThat(answer.headers().firstValue("Location")).contains("/api/jobs/" + id);
            assertThat(dashboard.get("/api/jobs/" + id).statusCode()).isEqualTo(200);
            dashboard.awaitEnd(id);
        }

        @Test
        void withoutCountAndFormatOnePictureIsMade() {
            HttpResponse<String> answer = start("""
                    {"prompt": "a lighthouse at dusk", "size": "9:16"}""");

            JsonNode job = dashboard.awaitEnd(
                    RunningDashboard.parse(answer.body()).path("id").asString());
            assertThat(job.path("summary").path("total").asInt()).isEqualTo(1);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{'size':'1:1','images':1,'format':'jpg'}                                        | prompt | required",
                    "{'prompt':null,'size':'1:1','images':1,'format':'jpg'}                          | prompt | required",
                    "{'prompt':'          ','size':'1:1','images':1,'format':'jpg'}                  | prompt | required",
                    "{'prompt':'123456789','size':'1:1','images':1,'format':'jpg'}                   | prompt | too-short",
                    "{'prompt':'   123456789   ','size':'1:1','images':1,'format':'jpg'}             | prompt | too-short",
                    "{'prompt':1234567890,'size':'1:1','images':1,'format':'jpg'}                    | prompt | type",
                    "{'prompt':'a lighthouse at dusk','images':1,'format':'jpg'}                     | size   | required",
                    "{'prompt':'a lighthouse at dusk','size':'2:3','images':1,'format':'jpg'}        | size   | choice",
                    "{'prompt':'a lighthouse at dusk','size':1,'images':1,'format':'jpg'}            | size   | choice",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':0,'format':'jpg'}        | images | range",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':5,'format':'jpg'}        | images | range",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':'2','format':'jpg'}      | images | range",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':1.5,'format':'jpg'}      | images | range",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':99999999999}             | images | range",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':1,'format':'gif'}        | format | choice",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':1,'format':true}         | format | choice",
                    "{'prompt':'a lighthouse at dusk','size':'1:1','images':1,'seed':7}              | seed   | unknown-field",
                    "['a lighthouse at dusk']                                                        | body   | type",
                    "null                                                                            | body   | type",
                    "no JSON                                                                         | body   | malformed",
                    "{'prompt':'a lighthouse at dusk'                                                | body   | malformed",
                    "{'prompt':'a lighthouse at dusk','prompt':'a harbour at dawn','size':'1:1'}     | body   | malformed"
                })
        void whatIsWrongIsNamedAndNothingIsStarted(String body, String field, String code) {
            String before = newest();

            HttpResponse<String> answer = start(body.replace('\'', '"'));

            JsonNode problem = problem(answer, 400);
            assertThat(problem.path("errors")).hasSize(1);
            assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo(field);
            assertThat(problem.path("errors").path(0).path("code").asString()).isEqualTo(code);
            assertThat(problem.path("detail").asString()).startsWith(field + " ");
            assertThat(newest()).isEqualTo(before);
        }

        @Test
        void allThatIsWrongIsNamedAtOnce() {
            JsonNode problem = problem(start("""
                    {"prompt": "short", "size": "2:3", "images": 9, "format": "gif", "x": 1}"""), 400);

            assertThat(texts(problem.path("errors"), "field"))
                    .containsExactly("prompt", "size", "images", "format", "x");
        }

        @Test
        void aPromptOfFourThousandCharactersIsTakenAndALongerOneIsNot() {
            String body = "{\"prompt\": \"%s\", \"size\": \"9:16\"}";

            HttpResponse<String> longest = start(body.formatted("ก".repeat(4_000)));
            JsonNode problem = problem(start(body.formatted("ก".repeat(4_001))), 400);

            assertThat(longest.statusCode()).isEqualTo(202);
            assertThat(problem.path("errors").path(0).path("code").asString()).isEqualTo("too-long");
            dashboard.awaitEnd(RunningDashboard.parse(longest.body()).path("id").asString());
        }

        @Test
        void aBodyOfAnotherTypeIsRefusedAsSuch() {
            problem(dashboard.post(START, "text/plain", "a lighthouse at dusk"), 415);
        }

        @Test
        void aBodyThatIsTooLargeIsRefusedBeforeItIsReadToItsEnd() {
            JsonNode problem = problem(start("{\"prompt\": \"" + "x".repeat(70_000) + "\"}"), 413);

            assertThat(problem.path("errors").path(0).path("code").asString()).isEqualTo("too-large");
        }

        @Test
        void aRequestThatAnotherSiteMakesABrowserSendIsRefused() {
            String before = newest();

            HttpResponse<String> foreign = dashboard.send(dashboard
                    .request(START)
                    .header("Content-Type", "application/json")
                    .header("Sec-Fetch-Site", "cross-site")
                    .POST(BodyPublishers.ofString("{\"prompt\": \"a lighthouse at dusk\", \"size\": \"1:1\"}")));
            HttpResponse<String> older = dashboard.send(dashboard
                    .request("/api/jobs/" + before + "/cancel")
                    .header("Origin", "https://elsewhere.test")
                    .POST(BodyPublishers.noBody()));

            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(older.statusCode()).isEqualTo(403);
            assertThat(newest()).isEqualTo(before);
        }

        private HttpResponse<String> start(String body) {
            return dashboard.post(START, "application/json", body);
        }

        private String newest() {
            return dashboard
                    .json("/api/jobs?limit=1")
                    .path("jobs")
                    .path(0)
                    .path("id")
                    .asString("none");
        }
    }

    @Nested
    class Reading {
        @Test
        void aJobHasExactlyTheFieldsOfTheContract() {
            Instant before = Instant.now();
            JsonNode job = dashboard.awaitEnd(dashboard.startJob(PROMPT, "3:4", 2));

            assertThat(names(job))
                    .containsExactly(
                            "id",
                            "workflow",
                            "status",
                            "size",
                            "createdAt",
                            "updatedAt",
                            "summary",
                            "images",
                            "templateUrl",
                            "error");
            assertThat(names(job.path("summary"))).containsExactly("total", "completed", "pending", "failed");
            assertThat(names(job.path("images").path(0)))
                    .containsExactly("index", "status", "url", "width", "height", "error");
            assertThat(job.path("workflow").asString()).isEqualTo("text-to-image");
            assertThat(job.path("status").asString()).isEqualTo("succeeded");
            assertThat(job.path("size").asString()).isEqualTo("3:4");
            assertThat(job.path("summary").toString())
                    .isEqualTo("{\"total\":2,\"completed\":2,\"pending\":0,\"failed\":0}");
            assertThat(job.path("templateUrl").isNull()).isTrue();
            assertThat(job.path("error").isNull()).isTrue();
            assertThat(Instant.parse(job.path("createdAt").asString()))
                    .isBetween(before.minusSeconds(1), Instant.now());
            assertThat(Instant.parse(job.path("updatedAt").asString()))
                    .isAfterOrEqualTo(Instant.parse(job.path("createdAt").asString()));
        }

        @Test
        void thePicturesAreInOrderAndTheirFilesHaveTheSizeThatIsTold() {
            JsonNode images =
                    dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 4)).path("images");

            assertThat(images).hasSize(4);
            IntStream.range(0, 4).forEach(index -> {
                JsonNode image = images.path(index);
                BufferedImage read = TestPictures.decode(
                        dashboard.getBytes(image.path("url").asString()).body());
                assertThat(image.path("index").asInt()).isEqualTo(index);
                assertThat(read.getWidth())
                        .isEqualTo(1080)
                        .isEqualTo(image.path("width").asInt());
                assertThat(read.getHeight())
                        .isEqualTo(1920)
                        .isEqualTo(image.path("height").asInt());
            });
        }

        @Test
        void anUnknownJobIsAProblemOfItsOwn() {
            List<String> paths = List.of("/api/jobs/nope", "/api/jobs/00000000000000000000000000");

            paths.forEach(path -> {
                problem(dashboard.get(path), 404);
                problem(dashboard.get(path + "/log"), 404);
                problem(dashboard.post(path + "/cancel", "application/json", ""), 404);
                problem(dashboard.send(dashboard.request(path).DELETE()), 404);
            });
        }

        @Test
        void anUnknownPathOfTheApiIsAProblemAndNoPage() {
            problem(dashboard.get("/api/nothing"), 404);
            problem(dashboard.send(dashboard.request("/api/jobs").DELETE()), 405);
        }

        @Test
        void pagesGoFromTheNewestJobToTheOldestAndMissNone() {
            List<String> started = new ArrayList<>(IntStream.range(0, 5)
                    .mapToObj(number -> dashboard.startJob(PROMPT + " " + number, "9:16", 1))
                    .toList());
            Collections.reverse(started);

            List<String> seen = new ArrayList<>();
            String path = "/api/jobs?limit=2";
            while (seen.size() < started.size()) {
                JsonNode page = dashboard.json(path);
                seen.addAll(texts(page.path("jobs"), "id"));
                path = "/api/jobs?limit=2&after=" + page.path("next").asString();
            }

            assertThat(seen.subList(0, started.size())).isEqualTo(started);
            started.forEach(id -> dashboard.awaitEnd(id));
        }

        @Test
        void theLastPageHasNoNext() {
            dashboard.awaitEnd(dashboard.startJob(PROMPT, "9:16", 1));
            JsonNode all = dashboard.json("/api/jobs?limit=100");

            assertThat(names(all)).containsExactly("jobs", "next");
            assertThat(all.path("next").isNull()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"limit=0", "limit=101", "limit=many", "after=nope"})
        void aPageThatThereIsNotIsRefused(String query) {
            JsonNode problem = problem(dashboard.get("/api/jobs?" + query), 400);

            assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo(query.split("=", 2)[0]);
        }

        @Test
        void theLogTellsWhatHappenedToWhichPictureOldestFirst() {
            String id = dashboard.startJob(PROMPT, "1:1", 2);
            dashboard.awaitEnd(id);

            JsonNode log = dashboard.json("/api/jobs/" + id + "/log");

            assertThat(names(log.path(0)))
                    .containsExactly("time", "level", "index", "step", "attempt", "prediction", "message");
            assertThat(log.path(0).path("message").asString()).isEqualTo("Job accepted");
            assertThat(texts(log, "time")).isSorted();
            assertThat(texts(log, "step")).contains("generate", "scale-down", "upscale", "measure");
            assertThat(StreamSupport.stream(log.spliterator(), false)
                            .filter(line -> line.path("step").asString("").equals("measure"))
                            .map(line -> line.path("index").asInt()))
                    .contains(0, 1);
        }
    }

    @Nested
    class Deleting {
        @Test
        void aDeletedJobIsGoneWithItsPictures() {
            String id = dashboard.startJob(PROMPT, "3:4", 1);
            String file =
                    dashboard.awaitEnd(id).path("images").path(0).path("url").asString();
            assertThat(dashboard.get(file).statusCode()).isEqualTo(200);

            HttpResponse<String> answer =
                    dashboard.send(dashboard.request("/api/jobs/" + id).DELETE());

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(dashboard.get("/api/jobs/" + id).statusCode()).isEqualTo(404);
            assertThat(dashboard.get(file).statusCode()).isEqualTo(404);
            assertThat(dashboard.get(file.replace("/files/", "/previews/")).statusCode())
                    .isEqualTo(404);
        }

        @Test
        void cancelingAJobThatHasEndedChangesNothing() {
            String id = dashboard.startJob(PROMPT, "9:16", 1);
            JsonNode ended = dashboard.awaitEnd(id);

            HttpResponse<String> answer = dashboard.post("/api/jobs/" + id + "/cancel", "application/json", "");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(dashboard.json("/api/jobs/" + id)).isEqualTo(ended);
        }
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = RunningDashboard.parse(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotEmpty();
        return problem;
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asString(""))
                .toList();
    }
}
