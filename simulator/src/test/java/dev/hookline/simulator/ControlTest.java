package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Api.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlTest {

    private static final String ECHO = "/models/acme/echo/predictions";

    private final ReplicateSimulator simulator = ReplicateSimulator.builder()
            .model("acme/echo", input -> ModelAnswer.of(input.json()))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private Reply control(String method, String path, String body) {
        return Api.send(HttpRequest.newBuilder(URI.create(simulator.url().replace("/v1", "/simulator") + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + simulator.token())
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void whatWasReceivedCanBeReadFromAnotherProcess() {
        String id = api.post(ECHO, Api.input("a", "b"), "Prefer", "wait").text("id");
        api.get("/predictions/" + id);

        JsonNode received = control("GET", "/received", "").json();

        assertThat(received.path("predictionsMade").intValue()).isEqualTo(1);
        assertThat(received.path("predictionGets").intValue()).isEqualTo(1);
        assertThat(received.path("webhooksTried").intValue()).isZero();
        JsonNode creation =
                control("GET", "/received/creations", "").json().path("results").get(0);
        assertThat(creation.path("predictionId").stringValue()).isEqualTo(id);
        assertThat(creation.path("input").stringValue()).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void entriesAreReadPageByPageWithoutGapOrRepeat() {
        List<String> made = IntStream.range(0, 25)
                .mapToObj(i ->
                        api.post(ECHO, Api.input("n", "" + i), "Prefer", "wait").text("id"))
                .toList();
        List<String> read = new ArrayList<>();
        String from = "0";
        while (!from.isEmpty()) {
            JsonNode page = control("GET", "/received/creations?limit=10&from=" + from, "")
                    .json();
            read.addAll(page.path("results").findValuesAsString("predictionId"));
            from = page.path("next").asString("");
        }
        assertThat(read).isEqualTo(made);
        assertThat(control("GET", "/received/deliveries?from=99", "").json().path("results"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=10001", "limit=x", "from=-1"})
    void aPageOutOfRangeIsRefused(String query) {
        assertThat(control("GET", "/received/creations?" + query, "").status()).isEqualTo(422);
    }

    @Test
    void aFaultCanBeAddedAndClearedFromAnotherProcess() {
        String fault = "{\"fault\":\"failModel\",\"error\":\"E6716\",\"model\":\"acme/echo\",\"times\":1}";
        assertThat(control("POST", "/faults", fault).status()).isEqualTo(204);
        assertThat(statusOfOne()).isEqualTo("failed");
        assertThat(statusOfOne()).isEqualTo("succeeded");

        control("POST", "/faults", "{\"fault\":\"serverError\",\"lasting\":3600}");
        assertThat(api.post(ECHO, Api.input("a", "b")).status()).isEqualTo(500);
        control("DELETE", "/faults", "");
        assertThat(statusOfOne()).isEqualTo("succeeded");
    }

    private String statusOfOne() {
        return api.post(ECHO, Api.input("a", "b"), "Prefer", "wait").text("status");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"fault\":\"nothing\"}",
                "{\"fault\":\"loseWebhooks\",\"events\":[\"begin\"]}",
                "{\"fault\":\"repeatWebhooks\",\"copies\":0}"
            })
    void aFaultThatThereIsNotIsRefused(String fault) {
        assertThat(control("POST", "/faults", fault).status()).isEqualTo(422);
    }

    @Test
    void nothingIsToldWithoutTheToken() {
        String url = simulator.url().replace("/v1", "/simulator/received");
        assertThat(Api.send(HttpRequest.newBuilder(URI.create(url)).build()).status())
                .isEqualTo(401);
    }
}
