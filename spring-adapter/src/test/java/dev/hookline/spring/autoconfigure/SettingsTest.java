package dev.hookline.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hookline.spring.support.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that is missing or wrong ends the start, with words that say what to set. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest extends Context {
    @Test
    void noTokenIsSaidWithWhatToSet() {
        assertFailure("no token", "REPLICATE_API_TOKEN", "hookline.replicate.token=");
    }

    @Test
    void theTokenIsTakenFromReplicatesOwnVariableToo() {
        runner().withPropertyValues("hookline.replicate.token=", "REPLICATE_API_TOKEN=" + simulator.token())
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aTokenThatCanBeNoneIsRefusedWithoutBeingShown() { // promise 12
        assertFailure("cannot be made", "hookline.replicate.token", "hookline.replicate.token=a secret");
        runner().withPropertyValues("hookline.replicate.token=a secret")
                .run(context -> assertThat(
                                failureOf(context.getStartupFailure()).getDescription())
                        .doesNotContain("a secret"));
    }

    @Test
    void aBaseUrlThatIsNotHttpsIsRefused() {
        assertFailure(
                "baseUrl has to be HTTPS", "hookline.replicate.base-url", "hookline.replicate.base-url=http://a.b");
    }

    @Test
    void noPublicUrlIsSaidWithWhatToSet() {
        assertFailure("no URL at which Replicate could reach", "hookline.public-url", "hookline.public-url=");
    }

    @Test
    void aPublicUrlThatIsNotHttpsIsRefused() {
        assertFailure("no HTTPS URL", "https://", "hookline.public-url=http://example.com");
        assertFailure("no HTTPS URL", "https://", "hookline.public-url=ftp://localhost");
    }

    @Test
    void plainHttpOnThisMachineIsForASimulatorOnThisMachineOnly() {
        assertFailure(
                "where api.replicate.com cannot reach it",
                "simulator",
                "hookline.webhook.secret=" + simulator.secret(),
                "hookline.replicate.base-url=https://api.replicate.com/v1");
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            runner().withPropertyValues("hookline.public-url=http://" + host + ":8080")
                    .run(context -> assertThat(context).hasNotFailed());
        }
        runner().withPropertyValues(
                        "hookline.webhook.secret=" + simulator.secret(),
                        "hookline.replicate.base-url=https://api.replicate.com/v1",
                        "hookline.public-url=https://example.com/app/")
                .run(context -> assertThat(CallbackUrl.of(context.getBean(HooklineProperties.class)))
                        .hasToString("https://example.com/app/webhooks/replicate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "/app", "https://me@example.com", "https://example.com?a=b", "https:///x"})
    void aPublicUrlThatIsNotWholeIsRefused(String url) {
        assertFailure("not an absolute URL", "https://example.com", "hookline.public-url=" + url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hooks", "/hooks/", "/", "/hooks/{id}", "/**", "/a b", "/a?b"})
    void aWebhookPathThatIsNoneIsRefused(String path) {
        assertFailure("hookline.webhook.path", "/webhooks/replicate", "hookline.webhook.path=" + path);
    }

    @Test
    void aSecretThatIsNoneIsRefusedWithoutBeingShown() { // promise 12
        String property = "hookline.webhook.secret=whsec_?not-base64?";
        assertFailure("not a signing secret", "whsec_", property);
        runner().withPropertyValues(property)
                .run(context -> assertThat(
                                failureOf(context.getStartupFailure()).getDescription())
                        .doesNotContain("?not-base64?"));
    }

    @Test
    void noSecretAtAllIsNoStart() { // promise 12
        assertFailure("no secret to verify webhooks with", "hookline.webhook.secret", "hookline.replicate.token=wrong");
    }

    @Test
    void optionsOutOfTheirRangeAreAllNamed() {
        assertFailure(
                "lease is not up to 1 hour; workers is not 1 at least",
                "hookline.engine",
                "hookline.engine.lease=2h",
                "hookline.engine.workers=0");
        assertFailure("max-body-size", "16 MB", "hookline.webhook.max-body-size=2GB");
        assertFailure("max-body-size", "16 MB", "hookline.webhook.max-body-size=0B");
    }

    @Nested
    class APublicUrl {
        @Test
        void thatRedirectsIsRefused() throws IOException {
            List<String> asked = new CopyOnWriteArrayList<>();
            try (Answering server = new Answering(308, "https://www.example.com/webhooks/replicate/x", asked)) {
                assertFailure(
                        "redirects to https://www.example.com, and Replicate does not follow",
                        "the URL that it redirects to",
                        "hookline.public-url=" + server.url(),
                        "hookline.public-url-check.enabled=true");
                assertThat(asked).containsExactly("POST /webhooks/replicate/start-up-check");
            }
        }

        @Test
        void thatRedirectsIsTakenWhenTheCheckIsOff() throws IOException {
            try (Answering server = new Answering(301, "/", new CopyOnWriteArrayList<>())) {
                runner().withPropertyValues("hookline.public-url=" + server.url())
                        .run(context -> assertThat(context).hasNotFailed());
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 401, 404, 502})
        void thatAnswersOtherwiseIsGood(int status) throws IOException {
            try (Answering server = new Answering(status, "https://example.com", new CopyOnWriteArrayList<>())) {
                runner().withPropertyValues(
                                "hookline.public-url=" + server.url(), "hookline.public-url-check.enabled=true")
                        .run(context -> assertThat(context).hasNotFailed());
            }
        }

        @Test
        void thatNobodyKnowsIsWarnedOf(CapturedOutput output) {
            runner().withPropertyValues(
                            "hookline.public-url=https://nowhere.invalid", "hookline.public-url-check.enabled=true")
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        assertThat(output).contains("WARN").contains("public URL has not answered");
                    });
        }

        @Test
        void thatDoesNotAnswerHoldsNobodyUp() throws IOException {
            try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
                long begin = System.nanoTime();
                new PublicUrlProbe(url, Duration.ofMillis(200)).afterSingletonsInstantiated();
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
            }
        }
    }

    private void assertFailure(String description, String action, String... properties) {
        runner().withPropertyValues(properties).run(context -> {
            FailureAnalysis analysis = failureOf(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains(description);
            assertThat(analysis.getAction()).contains(action);
        });
    }

    private static FailureAnalysis failureOf(@Nullable Throwable failure) {
        Throwable there = Objects.requireNonNull(failure, "It has started");
        return Objects.requireNonNull(new HooklineSettingFailureAnalyzer().analyze(there));
    }

    /** A server that gives every request the same answer. */
    private static final class Answering implements AutoCloseable {
        private final HttpServer server;

        Answering(int status, String location, List<String> asked) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
