package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Api.Reply;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    static Stream<String> everyFault() {
        return Arrays.stream(Fault.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(Method::getName);
    }

    @ParameterizedTest
    @MethodSource("everyFault")
    void everyFaultIsThereForAnotherProcessToo(String name) {
        String fault = "{\"fault\":\"" + name + "\",\"times\":1,\"model\":\"acme/nobody\",\"input\":\"x\","
                + "\"events\":[\"completed\"],\"lasting\":5,\"probability\":0.5}";
        assertThat(control("POST", "/faults", fault).status()).isEqualTo(204);
    }

    @Test
    void anotherProcessHasACreateAnsweredByAProxy() {
        String fault = "{\"fault\":\"answerCreate\",\"status\":502,\"contentType\":\"text/html\",\"body\":\"<p>\"}";
        assertThat(control("POST", "/faults", fault).status()).isEqualTo(204);
        Reply reply = api.post(ECHO, Api.input("a", "b"));
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.body()).isEqualTo("<p>");
    }

    @Test
    void anotherProcessBeginsChaosUnderASeedAndTheSameAgainUnderTheSame() {
        List<List<Integer>> outcomes = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            try (ReplicateSimulator other = ReplicateSimulator.start()) {
                String url = other.url().replace("/v1", "/simulator/chaos");
                Reply begun = Api.send(HttpRequest.newBuilder(URI.create(url))
                        .timeout(Duration.ofSeconds(10))
                        .header("Authorization", "Bearer " + other.token())
                        .POST(BodyPublishers.ofString("{\"seed\": 7}"))
                        .build());
                assertThat(begun.status()).isEqualTo(204);
                outcomes.add(IntStream.range(0, 60)
                        .mapToObj(i -> statusUnderChaos(new Api(other)))
                        .toList());
            }
        }
        assertThat(outcomes.get(0)).isEqualTo(outcomes.get(1)).contains(201, -1);
        assertThat(control("POST", "/chaos", "{\"seed\": \"x\"}").status()).isEqualTo(422);
    }

    /** -1 where the answer is lost. */
    private static int statusUnderChaos(Api api) {
        try {
            return api.post("/models/simulator/instant/predictions", Api.input("a", "b"))
                    .status();
        } catch (UncheckedIOException lost) {
            return -1;
        }
    }

    @Test
    void anotherProcessRotatesTheSecret() {
        String before = simulator.secret();
        String fresh = control("POST", "/rotate-secret", "").text("secret");
        assertThat(fresh).startsWith("whsec_").isNotEqualTo(before).isEqualTo(simulator.secret());
        assertThat(api.get("/webhooks/default/secret").text("key")).isEqualTo(fresh);
    }

    @Test
    void nothingIsToldWithoutTheToken() {
        String url = simulator.url().replace("/v1", "/simulator/received");
        assertThat(Api.send(HttpRequest.newBuilder(URI.create(url)).build()).status())
                .isEqualTo(401);
    }
}
