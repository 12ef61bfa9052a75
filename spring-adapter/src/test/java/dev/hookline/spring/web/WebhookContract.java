package dev.hookline.spring.web;

import static dev.hookline.spring.support.Shouting.SHOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.spring.support.RunningApplication;
import dev.hookline.workflow.engine.Answer;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a webhook is answered, by a real server of either kind. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class WebhookContract {
    private static final String PREDICTION = "{\"id\":\"p\",\"status\":\"succeeded\"}";
    private static final String UNKNOWN = "x".repeat(22);
    private static final String[] SMALL_LIMIT = {
        RunningApplication.WITHOUT_SECURITY, "hookline.webhook.max-body-size=1MB"
    };
    private static final int LIMIT = 1 << 20;

    private final WebApplicationType type;
    private RunningApplication application;

    WebhookContract(WebApplicationType type) {
        this.type = type;
    }

    @BeforeAll
    void start() {
        application = RunningApplication.start(type, Listening.class, SMALL_LIMIT);
    }

    @AfterAll
    void stop() {
        application.close();
    }

    @BeforeEach
    void forget() {
        Listening.HEARD.clear();
        Listening.THREADS.clear();
    }

    @Test
    void aJobEndsByWebhooksThatComeThroughTheServer() {
        JobId id = application.engine().start(SHOUT, "hello");

        await().until(() -> application.engine().find(id).orElseThrow().status() == JobStatus.SUCCEEDED);

        assertThat(application
                        .engine()
                        .output(SHOUT, application.engine().find(id).orElseThrow()))
                .contains("hello!!");
        assertThat(application.simulator().received().predictionGets()).isZero();
        assertThat(Listening.HEARD).contains(Answer.ACCEPTED).containsOnly(Answer.ACCEPTED);
    }

    @Test
    void aForgedWebhookIsUnauthorized() throws Exception {
        assertThat(post(UNKNOWN, Map.of(), PREDICTION)).isEqualTo(401);
        assertThat(post(UNKNOWN, application.signed(PREDICTION, Instant.now()), PREDICTION + " "))
                .isEqualTo(401);
        assertThat(post(UNKNOWN, Map.of(), "")).isEqualTo(401);
    }

    @Test
    void aStaleWebhookIsUnauthorized() throws Exception {
        Instant tenMinutesAgo = Instant.now().minus(Duration.ofMinutes(10));

        assertThat(post(UNKNOWN, application.signed(PREDICTION, tenMinutesAgo), PREDICTION))
                .isEqualTo(401);
    }

    @Test
    void aSignedBodyThatIsNoPredictionIsABadRequest() throws Exception {
        assertThat(application.webhook(UNKNOWN, "[1]")).isEqualTo(400);
    }

    @Test
    void aTokenThatWasNeverIssuedIsNotFound() throws Exception {
        assertThat(application.webhook(UNKNOWN, PREDICTION)).isEqualTo(404);
        assertThat(application.webhook("short", PREDICTION)).isEqualTo(404);
        assertThat(Listening.HEARD).containsExactly(Answer.UNKNOWN_TOKEN, Answer.UNKNOWN_TOKEN);
    }

    @Test
    void aBodyAtTheLimitIsReadAndOneBeyondItIsTooLarge() throws Exception {
        assertThat(post(UNKNOWN, Map.of(), "x".repeat(LIMIT))).isEqualTo(401);
        assertThat(post(UNKNOWN, Map.of(), "x".repeat(LIMIT + 1))).isEqualTo(413);
    }

    @Test
    void aBodyBeyondTheLimitThatDoesNotSayItsLengthIsTooLarge() throws Exception {
        assertThat(chunked(LIMIT)).isEqualTo(401);
        assertThat(chunked(LIMIT + 1)).isEqualTo(413);
        assertThat(Listening.HEARD).containsExactly(Answer.UNAUTHORIZED, Answer.TOO_LARGE);
    }

    @Test
    void whatIsNoPostIsNoWebhook() throws Exception {
        assertThat(application.get("/webhooks/replicate/" + UNKNOWN).statusCode())
                .isIn(404, 405);
        assertThat(Listening.HEARD).isEmpty();
    }

    @Test
    void noEventLoopWaitsForTheStore() throws Exception {
        assertThat(application.webhook(UNKNOWN, PREDICTION)).isEqualTo(404);
        assertThat(Listening.THREADS).isNotEmpty().noneMatch(name -> name.startsWith("reactor-http"));
    }

    private int post(String token, Map<String, List<String>> headers, String body) throws Exception {
        return application.post("/webhooks/replicate/" + token, headers, body);
    }

    /** By hand, since the JDK's client reports a connection that is closed while it sends, and not the answer. */
    private int chunked(int length) throws Exception {
        URI uri = application.uri("/");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST /webhooks/replicate/" + UNKNOWN + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                    + Integer.toHexString(length) + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[length]);
            socket.getOutputStream().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String line = new String(answer.readNBytes(12), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(9));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Listening {
        static final List<Answer> HEARD = new CopyOnWriteArrayList<>();
        static final List<String> THREADS = new CopyOnWriteArrayList<>();

        @Bean
        WebhookListener hearing() {
            return (answer, took) -> {
                HEARD.add(answer);
                THREADS.add(Thread.currentThread().getName());
            };
        }

        @Bean
        WebhookListener unlucky() {
            return (answer, took) -> {
                throw new IllegalStateException("not today");
            };
        }
    }
}
