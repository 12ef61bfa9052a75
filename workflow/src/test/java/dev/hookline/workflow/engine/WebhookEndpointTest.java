package dev.hookline.workflow.engine;

import static dev.hookline.workflow.PredictionRequest.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStore;
import dev.hookline.testkit.FaultyJobStore;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookSigner;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.Workflow;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class WebhookEndpointTest {
    private static final SigningSecret SECRET = SigningSecret.parse("whsec_dGhlLXNpZ25pbmcta2V5LW9mLXRoZS1kZW1vIQ==");
    private static final Workflow<String, String> ASK = Workflow.define("ask", String.class, flow -> {
        var text = flow.input();
        return flow.predict("ask", String.class, text, t -> model("acme/ask").input("prompt", t));
    });

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final FakeReplicate replicate = new FakeReplicate();
    private final JobStore memory = InMemoryJobStore.create();
    private Engine engine;
    private WebhookEndpoint endpoint;
    private JobId job;
    private FakeReplicate.Call call;

    @BeforeEach
    void startAJob() {
        log.start();
        root().addAppender(log);
        use(memory);
        job = engine.start(ASK, "hello");
        await().until(() -> !replicate.calls.isEmpty());
        call = replicate.calls.get(0);
        await().until(() -> memory.findAttempt(call.token()).orElseThrow().predictionId() != null);
    }

    @AfterEach
    void close() {
        engine.close();
        root().detachAppender(log);
    }

    private void use(JobStore store) {
        engine = Engine.builder()
                .store(store)
                .files(LocalFileStore.create(folder))
                .gateway(replicate)
                .callbackUrl(URI.create("https://example.com/webhooks/replicate/"))
                .workflows(ASK)
                .pollInterval(Duration.ofMillis(10))
                .build();
        endpoint = WebhookEndpoint.create(engine, WebhookVerifier.of(SECRET)).withMaxBodyBytes(1_000);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private Answer receive(String body, Instant signedAt) {
        return receive(call.token().value(), body, WebhookSigner.of(SECRET).headers("msg_1", signedAt, bytes(body)));
    }

    private Answer receive(String token, String body, Map<String, List<String>> headers) {
        return endpoint.receive(token, WebhookHeaders.of(headers), bytes(body));
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    private String succeeded() {
        return "{\"id\":\"" + call.id() + "\",\"status\":\"succeeded\",\"output\":\"hi\"}";
    }

    private void assertNothingChanged(JobSnapshot before) {
        assertThat(memory.load(job)).contains(before);
    }

    private JobSnapshot snapshot() {
        return memory.load(job).orElseThrow();
    }

    @Test
    void aSignedWebhookIsAcceptedOnceItIsCommitted() { // promise 8
        assertThat(receive(succeeded(), Instant.now())).isEqualTo(Answer.ACCEPTED);

        assertThat(engine.output(ASK, snapshot().job())).contains("hi");
    }

    @Test
    void aForgedWebhookIsUnauthorizedAndChangesNothing() { // promise 12
        JobSnapshot before = snapshot();
        Map<String, List<String>> signedForAnother =
                WebhookSigner.of(SECRET).headers("msg_1", Instant.now(), bytes("{}"));

        assertThat(receive(call.token().value(), succeeded(), signedForAnother)).isEqualTo(Answer.UNAUTHORIZED);
        assertThat(receive(call.token().value(), succeeded(), Map.of())).isEqualTo(Answer.UNAUTHORIZED);

        assertNothingChanged(before);
        assertRefusalIsLoggedWithoutSecrets();
    }

    @Test
    void aStaleWebhookIsUnauthorizedAndChangesNothing() { // promise 12
        JobSnapshot before = snapshot();

        assertThat(receive(succeeded(), Instant.now().minus(Duration.ofMinutes(6))))
                .isEqualTo(Answer.UNAUTHORIZED);
        assertThat(receive(succeeded(), Instant.now().plus(Duration.ofMinutes(6))))
                .isEqualTo(Answer.UNAUTHORIZED);

        assertNothingChanged(before);
        assertRefusalIsLoggedWithoutSecrets();
    }

    @Test
    void aSignedBodyThatIsNoPredictionIsMalformed() {
        assertThat(receive("{\"id\":7}", Instant.now())).isEqualTo(Answer.MALFORMED);
        assertThat(receive("hello", Instant.now())).isEqualTo(Answer.MALFORMED);
    }

    @Test
    void aTokenThatWasNeverIssuedIsUnknown() {
        Map<String, List<String>> headers =
                WebhookSigner.of(SECRET).headers("msg_1", Instant.now(), bytes(succeeded()));

        assertThat(receive("AAAAAAAAAAAAAAAAAAAAAA", succeeded(), headers)).isEqualTo(Answer.UNKNOWN_TOKEN);
        assertThat(receive("..", succeeded(), headers)).isEqualTo(Answer.UNKNOWN_TOKEN);
    }

    @Test
    void aPredictionThatIsNotTheAttemptsIsAConflict() { // promise 4
        JobSnapshot before = snapshot();

        assertThat(receive("{\"id\":\"another\",\"status\":\"failed\"}", Instant.now()))
                .isEqualTo(Answer.CONFLICT);

        assertNothingChanged(before);
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        assertThat(receive(" ".repeat(1_001), Instant.now())).isEqualTo(Answer.TOO_LARGE);
    }

    @Test
    void aStoreThatIsAwayMakesReplicateTryAgain() { // promise 2
        engine.close();
        FaultyJobStore away = FaultyJobStore.of(memory);
        use(away);
        away.setReachable(false);

        assertThat(receive(succeeded(), Instant.now())).isEqualTo(Answer.UNAVAILABLE);
    }

    @Test
    void aCommitThatFailsMakesReplicateTryAgain() { // promise 2
        engine.close();
        FaultyJobStore failing = FaultyJobStore.of(memory);
        use(failing);
        JobSnapshot before = snapshot();
        failing.failBefore(1);

        assertThat(receive(succeeded(), Instant.now())).isEqualTo(Answer.UNAVAILABLE);
        assertNothingChanged(before);

        assertThat(receive(succeeded(), Instant.now())).isEqualTo(Answer.ACCEPTED);
        assertThat(engine.output(ASK, snapshot().job())).contains("hi");
    }

    private void assertRefusalIsLoggedWithoutSecrets() {
        List<String> lines = log.list.stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .map(line -> line.getFormattedMessage() + line.getKeyValuePairs())
                .toList();
        assertThat(lines).anyMatch(line -> line.contains("A webhook was refused"));
        assertThat(lines).noneMatch(line -> line.contains(call.token().value()) || line.contains("whsec_"));
    }
}
