package dev.hookline.spring.web;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.simulator.ModelAnswer;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookSigner;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class WebhookHandlerTest {
    private static final Workflow<String, String> SHOUT = Workflow.define("shout", String.class, flow -> {
        var text = flow.input();
        return flow.predict(
                "shout", String.class, text, t -> model("acme/shout").input("text", t));
    });

    private static final String PREDICTION = "{\"id\":\"p\",\"status\":\"succeeded\"}";

    private static ReplicateSimulator simulator;
    private static ConfigurableApplicationContext application;
    private static String endpoint;

    @BeforeAll
    static void start() throws IOException {
        simulator = ReplicateSimulator.builder()
                .model("acme/shout", input -> ModelAnswer.of(input.text("text").orElse("") + "!"))
                .start();
        int port = freePort();
        endpoint = "http://localhost:" + port + "/webhooks/replicate/";
        application = new SpringApplicationBuilder(Application.class)
                .properties(Map.of(
                        "server.port",
                        port,
                        "server.address",
                        "127.0.0.1",
                        "hookline.public-url",
                        "http://localhost:" + port,
                        "hookline.replicate.base-url",
                        simulator.url(),
                        "hookline.replicate.token",
                        simulator.token(),
                        "hookline.files.directory",
                        "target/webhook-handler-test"))
                .run();
    }

    @AfterAll
    static void stop() {
        application.close();
        simulator.close();
    }

    @Test
    void aJobEndsByWebhooksThatComeThroughTheServer() {
        Engine engine = application.getBean(Engine.class);
        JobId id = engine.start(SHOUT, "hello");

        await().until(() -> engine.find(id).orElseThrow().status() == JobStatus.SUCCEEDED);

        assertThat(engine.output(SHOUT, engine.find(id).orElseThrow())).contains("hello!");
        assertThat(simulator.received().predictionGets()).isZero();
    }

    @Test
    void aForgedWebhookIsUnauthorized() throws Exception {
        assertThat(post("x".repeat(22), Map.of(), PREDICTION)).isEqualTo(401);
        assertThat(post("x".repeat(22), signed(PREDICTION, Instant.now()), PREDICTION + " "))
                .isEqualTo(401);
    }

    @Test
    void aStaleWebhookIsUnauthorized() throws Exception {
        Instant tenMinutesAgo = Instant.now().minus(Duration.ofMinutes(10));

        assertThat(post("x".repeat(22), signed(PREDICTION, tenMinutesAgo), PREDICTION))
                .isEqualTo(401);
    }

    @Test
    void aSignedBodyThatIsNoPredictionIsABadRequest() throws Exception {
        assertThat(post("x".repeat(22), signed("[1]", Instant.now()), "[1]")).isEqualTo(400);
    }

    @Test
    void aTokenThatWasNeverIssuedIsNotFound() throws Exception {
        assertThat(post("x".repeat(22), signed(PREDICTION, Instant.now()), PREDICTION))
                .isEqualTo(404);
        assertThat(post("short", signed(PREDICTION, Instant.now()), PREDICTION)).isEqualTo(404);
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() throws Exception {
        assertThat(post("x".repeat(22), Map.of(), "x".repeat((16 << 20) + 1))).isEqualTo(413);
    }

    private static Map<String, List<String>> signed(String body, Instant at) {
        return WebhookSigner.of(SigningSecret.parse(simulator.secret()))
                .headers("msg_1", at, body.getBytes(StandardCharsets.UTF_8));
    }

    private static int post(String token, Map<String, List<String>> headers, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + token))
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body));
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Workflow<String, String> shout() {
            return SHOUT;
        }
    }
}
