package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Api.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PredictionApiTest {

    private static final String ECHO = "/models/acme/echo/predictions";

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-05-01T10:00:00Z"));
    private final ReplicateSimulator simulator = ReplicateSimulator.builder()
            .time(time)
            .model("acme/echo", input -> ModelAnswer.of(input.json()))
            .model("acme/slow", input -> ModelAnswer.of("late").taking(Duration.ofMinutes(10)))
            .model(
                    "acme/broken",
                    input -> ModelAnswer.failed("It broke (E1000)").withLogs("trying", "breaking"))
            .startup(Duration.ofSeconds(7))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Nested
    class Created {

        @Test
        void aPredictionStartsRunsAndEnds() {
            Reply created = api.post(ECHO, Api.input("text", "hello"));
            assertThat(created.status()).isEqualTo(201);
            assertThat(created.text("status")).isEqualTo("starting");
            assertThat(created.json().path("started_at").isMissingNode()).isTrue();

            time.advance(Duration.ofSeconds(8));

            JsonNode ended = api.prediction(created.text("id"));
            assertThat(ended.path("status").stringValue()).isEqualTo("succeeded");
            assertThat(ended.path("output").path("text").stringValue()).isEqualTo("hello");
            assertThat(ended.path("created_at").stringValue()).isEqualTo("2026-05-01T10:00:00.000000Z");
            assertThat(ended.path("completed_at").stringValue()).isEqualTo("2026-05-01T10:00:07.000000Z");
            assertThat(ended.path("metrics").path("total_time").doubleValue()).isEqualTo(7.0);
        }

        @Test
        void aFailureCarriesItsErrorAndLogs() {
            String id = api.post("/models/acme/broken/predictions", Api.input("text", "x"))
                    .text("id");
            time.advance(Duration.ofSeconds(8));

            JsonNode ended = api.prediction(id);
            assertThat(ended.path("status").stringValue()).isEqualTo("failed");
            assertThat(ended.path("error").stringValue()).isEqualTo("It broke (E1000)");
            assertThat(ended.path("logs").stringValue()).isEqualTo("trying\nbreaking\n");
            assertThat(ended.path("output").isNull()).isTrue();
        }

        @Test
        void aModelIsFoundByNameByVersionAndByBoth() {
            assertThat(byVersion("acme/echo").text("version")).isEqualTo("hidden");
            String id = NamedModel.of("acme/echo", input -> ModelAnswer.of("")).version();
            assertThat(byVersion(id).text("model")).isEqualTo("acme/echo");
            assertThat(byVersion("acme/echo:" + id).text("version")).isEqualTo(id);
            assertThat(byVersion("acme/slow:" + id).status()).isEqualTo(422);
            assertThat(byVersion("acme/nobody").text("title")).isEqualTo("Invalid version or not permitted");
        }

        private Reply byVersion(String version) {
            return api.post("/predictions", Api.input("text", "hi").put("version", version));
        }

        @Test
        void anIdIsNeverGivenTwiceAndFollowsTheSeed() {
            List<String> ids = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                try (ReplicateSimulator seeded = ReplicateSimulator.builder()
                        .seed(7)
                        .model("acme/echo", input -> ModelAnswer.of("x"))
                        .start()) {
                    ids.add(new Api(seeded).post(ECHO, Api.input("a", "b")).text("id"));
                    ids.add(new Api(seeded).post(ECHO, Api.input("a", "b")).text("id"));
                }
            }
            assertThat(ids.get(0)).hasSize(26).isEqualTo(ids.get(2)).isNotEqualTo(ids.get(1));
        }
    }

    @Nested
    class Refused {

        @Test
        void withoutTheTokenNothingIsTold() {
            HttpRequest naked = HttpRequest.newBuilder(URI.create(simulator.url() + "/predictions"))
                    .build();
            HttpRequest wrong = HttpRequest.newBuilder(URI.create(simulator.url() + "/webhooks/default/secret"))
                    .header("Authorization", "Bearer wrong")
                    .build();

            assertThat(Api.send(naked).status()).isEqualTo(401);
            assertThat(Api.send(naked).text("detail")).isEqualTo("You did not pass an authentication token");
            assertThat(Api.send(wrong).status()).isEqualTo(401);
            assertThat(Api.send(wrong).body()).doesNotContain("whsec_");
        }

        @Test
        void whatIsNotThereIs404() {
            assertThat(api.get("/predictions/nobody").status()).isEqualTo(404);
            assertThat(api.get("/nothing").contentType()).isEqualTo("application/problem+json");
            assertThat(api.post("/models/acme/nobody/predictions", Api.input("a", "b"))
                            .status())
                    .isEqualTo(404);
            assertThat(api.post("/predictions/nobody", Api.input("a", "b")).status())
                    .isEqualTo(405);
        }

        @Test
        void aBodyThatIsNoJsonObjectIs400() {
            assertThat(api.post(ECHO, Api.JSON.getNodeFactory().arrayNode()).status())
                    .isEqualTo(400);
            assertThat(api.post(ECHO, Api.JSON.getNodeFactory().rawValueNode(null))
                            .status())
                    .isEqualTo(400);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{'input': 'text'}",
                    "{'input': {}, 'webhok': 'https://a.example/'}",
                    "{'input': {}, 'webhook': 'http://a.example/'}",
                    "{'input': {}, 'webhook': 'ftp://localhost/'}",
                    "{'input': {}, 'webhook': 'not a url'}",
                    "{'input': {}, 'webhook': 'https://a.example/', 'webhook_events_filter': ['started']}",
                    "{'input': {}, 'webhook': 'https://a.example/', 'webhook_events_filter': 'start'}",
                    "{'input': {}, 'version': 'acme/echo'}"
                })
        void misuseOfTheProtocolIs422AndMakesNoPrediction(String body) {
            Reply reply = api.post(ECHO, Api.JSON.readTree(body.replace('\'', '"')));

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.text("title")).isEqualTo("Input validation failed");
            assertThat(reply.json()
                            .path("invalid_fields")
                            .get(0)
                            .path("description")
                            .stringValue())
                    .isNotEmpty();
            assertThat(simulator.received().predictionsMade()).isZero();
        }

        @Test
        void theModelSaysWhichFieldsOfItsInputDoNotFit() {
            ObjectNode body = Api.input("aspect_ratio", "2:1");
            Reply reply = api.post(Api.IMAGEN, body);

            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().path("invalid_fields").findValuesAsString("field"))
                    .containsExactly("input", "input.aspect_ratio");
        }
    }

    @Nested
    class Awaited {

        @Test
        void theAnswerWaitsForTheEndWhenAsked() {
            try (ReplicateSimulator real = ReplicateSimulator.builder()
                    .model("acme/echo", input -> ModelAnswer.of("x"))
                    .latency(Duration.ofMillis(50))
                    .start()) {
                Reply reply = new Api(real).post(ECHO, Api.input("a", "b"), "Prefer", "wait=20");
                assertThat(reply.status()).isEqualTo(201);
                assertThat(reply.text("status")).isEqualTo("succeeded");
            }
        }

        @Test
        void theAnswerIs202WhenTheWaitRunsOut() {
            try (ReplicateSimulator real = ReplicateSimulator.builder()
                    .model("acme/slow", input -> ModelAnswer.of("x").taking(Duration.ofMinutes(5)))
                    .start()) {
                Reply reply =
                        new Api(real).post("/models/acme/slow/predictions", Api.input("a", "b"), "Prefer", "wait=1");
                assertThat(reply.status()).isEqualTo(202);
                assertThat(reply.text("status")).isEqualTo("starting");
                assertThat(new Api(real)
                                .prediction(reply.text("id"))
                                .path("status")
                                .stringValue())
                        .isEqualTo("processing");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"wait=0", "wait=61", "wait=", "respond-async"})
        void aWaitOutOfRangeIs422(String prefer) {
            assertThat(api.post(ECHO, Api.input("a", "b"), "Prefer", prefer).status())
                    .isEqualTo(422);
        }
    }

    @Nested
    class Canceled {

        @Test
        void aRunningPredictionCanBeCanceledAndStaysSo() {
            String id = api.post("/models/acme/slow/predictions", Api.input("a", "b"))
                    .text("id");
            time.advance(Duration.ofMinutes(1));
            assertThat(api.prediction(id).path("status").stringValue()).isEqualTo("processing");

            Reply canceled = api.post("/predictions/" + id + "/cancel", Api.JSON.createObjectNode());
            time.advance(Duration.ofMinutes(20));

            assertThat(canceled.status()).isEqualTo(200);
            assertThat(canceled.text("status")).isEqualTo("canceled");
            assertThat(api.prediction(id)).isEqualTo(canceled.json());
        }

        @Test
        void aCancelAfterTheEndChangesNothing() {
            String id = api.post(ECHO, Api.input("a", "b")).text("id");
            time.advance(Duration.ofSeconds(8));

            api.post("/predictions/" + id + "/cancel", Api.JSON.createObjectNode());

            assertThat(api.prediction(id).path("status").stringValue()).isEqualTo("succeeded");
        }

        @Test
        void theDeadlineCancelsWhatRunsAndAbortsWhatHasNotStarted() {
            String slow = "/models/acme/slow/predictions";
            String running =
                    api.post(slow, Api.input("a", "b"), "Cancel-After", "1m30s").text("id");
            String waiting =
                    api.post(slow, Api.input("a", "b"), "Cancel-After", "5").text("id");
            assertThat(api.prediction(running).path("deadline").stringValue()).startsWith("2026-05-01T10:01:30");

            time.advance(Duration.ofSeconds(89));
            assertThat(api.prediction(running).path("status").stringValue()).isEqualTo("processing");
            assertThat(api.prediction(waiting).path("status").stringValue()).isEqualTo("aborted");
            assertThat(api.prediction(waiting).path("started_at").isMissingNode())
                    .isTrue();

            time.advance(Duration.ofSeconds(1));
            assertThat(api.prediction(running).path("status").stringValue()).isEqualTo("canceled");
        }

        @ParameterizedTest
        @ValueSource(strings = {"4s", "", "5 minutes", "m", "-5m", "4"})
        void aDeadlineThatIsMalformedOrTooShortIs422(String value) {
            assertThat(api.post(ECHO, Api.input("a", "b"), "Cancel-After", value)
                            .status())
                    .isEqualTo(422);
        }
    }

    @Nested
    class Listed {

        @Test
        void pagesGoFromTheNewestToTheOldestWithoutGapOrRepeat() {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 230; i++) {
                made.add(0, api.post(ECHO, Api.input("n", Integer.toString(i))).text("id"));
            }
            List<String> listed = new ArrayList<>();
            String next = simulator.url() + "/predictions";
            while (!next.isEmpty()) {
                JsonNode page =
                        api.get(next.substring(simulator.url().length())).json();
                assertThat(page.path("results").size()).isLessThanOrEqualTo(100);
                page.path("results")
                        .forEach(prediction -> listed.add(prediction.path("id").stringValue()));
                next = page.path("next").asString("");
            }
            assertThat(listed).isEqualTo(made);
        }

        @Test
        void filtersByTheTimeOfCreation() {
            String early = api.post(ECHO, Api.input("a", "1")).text("id");
            time.advance(Duration.ofMinutes(1));
            String late = api.post(ECHO, Api.input("a", "2")).text("id");

            String query = "/predictions?created_%s=2026-05-01T10:01:00Z";
            assertThat(api.get(query.formatted("after")).json().findValuesAsString("id"))
                    .containsExactly(late);
            assertThat(api.get(query.formatted("before")).json().findValuesAsString("id"))
                    .containsExactly(early);
            assertThat(api.get("/predictions?created_after=yesterday").status()).isEqualTo(422);
        }
    }

    @Nested
    class Expired {

        @Test
        void inputOutputLogsAndFilesGoAfterAnHour() {
            String id = api.post(Api.IMAGEN, Api.input("prompt", "dawn")).text("id");
            time.advance(Duration.ofSeconds(8));
            String url = api.prediction(id).path("output").stringValue();
            time.advance(Duration.ofMinutes(59));
            assertThat(Api.download(url).statusCode()).isEqualTo(200);

            time.advance(Duration.ofMinutes(2));

            JsonNode removed = api.prediction(id);
            assertThat(removed.path("data_removed").booleanValue()).isTrue();
            assertThat(removed.path("output").isNull()).isTrue();
            assertThat(removed.path("input").isEmpty()).isTrue();
            assertThat(removed.path("status").stringValue()).isEqualTo("succeeded");
            assertThat(Api.download(url).statusCode()).isEqualTo(404);
        }

        @Test
        void beyondANumberTheOldestIsForgottenAndTheTotalIsNot() {
            try (ReplicateSimulator forgetful =
                    ReplicateSimulator.builder().remembered(10).start()) {
                Api other = new Api(forgetful);
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    ids.add(other.post("/models/simulator/instant/predictions", Api.input("a", "b"), "Prefer", "wait")
                            .text("id"));
                }
                assertThat(other.get("/predictions/" + ids.get(19)).status()).isEqualTo(404);
                assertThat(other.get("/predictions/" + ids.get(20)).status()).isEqualTo(200);
                assertThat(other.get("/predictions").json().path("results").size())
                        .isEqualTo(10);
                assertThat(forgetful.received().predictionsMade()).isEqualTo(30);
            }
        }

        @Test
        void outputsCanBeRemovedOnDemandAndPredictionsForgotten() {
            String id = api.post(ECHO, Api.input("a", "b")).text("id");
            time.advance(Duration.ofSeconds(8));

            simulator.removeOutputs();
            assertThat(api.prediction(id).path("data_removed").booleanValue()).isTrue();

            simulator.forget(id);
            assertThat(api.get("/predictions/" + id).status()).isEqualTo(404);
        }
    }
}
