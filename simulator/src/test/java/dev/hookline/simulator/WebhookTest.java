package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.simulator.Received.Delivery;
import dev.hookline.simulator.Receiver.Hook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class WebhookTest {

    private static final String TICKS = "/models/acme/ticks/predictions";
    private static final String ECHO = "/models/acme/echo/predictions";

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-05-01T10:00:00Z"));
    private Receiver receiver;
    private ReplicateSimulator simulator;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        simulator = ReplicateSimulator.builder()
                .time(time)
                .latency(Duration.ofSeconds(2))
                .webhookPatience(Duration.ofMillis(300))
                .model("acme/echo", input -> ModelAnswer.of(input.json()))
                .model("acme/large", input -> ModelAnswer.of("x".repeat(5_000_000)))
                .model(
                        "acme/both",
                        input -> ModelAnswer.streamed(pieces(2), Duration.ofMillis(100))
                                .withLogs("warming up"))
                .model(
                        "acme/talks",
                        input -> ModelAnswer.of("done")
                                .withLogs(pieces(20).toArray(String[]::new))
                                .loggingEvery(Duration.ofMillis(100)))
                .model("acme/ticks", input -> ModelAnswer.streamed(pieces(20), Duration.ofMillis(100)))
                .start();
        api = new Api(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
        receiver.close();
    }

    private static List<String> pieces(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private String create(String path, String... events) {
        ObjectNode body = Api.input("text", "hello").put("webhook", receiver.url());
        var filter = body.putArray("webhook_events_filter");
        List.of(events).forEach(filter::add);
        return api.post(path, body).text("id");
    }

    @Test
    void startAndCompletedCarryThePredictionAsTheApiShowsIt() {
        String id = create(ECHO, "start", "completed");
        time.advance(Duration.ofSeconds(1));
        assertThat(receiver.hooks().get(0).json()).isEqualTo(api.prediction(id));
        time.advance(Duration.ofSeconds(1));

        assertThat(receiver.statuses()).containsExactly("processing", "succeeded");
        assertThat(receiver.hooks().get(1).json()).isEqualTo(api.prediction(id));
        assertThat(receiver.hooks()).extracting(Hook::path).containsOnly("/hook/t0k3n");
        assertThat(receiver.hooks()).extracting(Hook::id).doesNotHaveDuplicates();
    }

    @Test
    void theSignatureFitsTheSecretTheApiGivesOut() throws Exception {
        create(ECHO, "completed");
        time.advance(Duration.ofSeconds(2));
        String secret = api.get("/webhooks/default/secret").text("key");
        Hook hook = receiver.hooks().get(0);

        assertThat(secret).isEqualTo(simulator.secret());
        assertThat(hook.timestamp()).isEqualTo(time.instant().getEpochSecond());
        assertThat(hook.signature()).isEqualTo(signature(secret, hook));
    }

    @Test
    void aRotatedSecretSignsFromThenOn() throws Exception {
        String fresh = simulator.rotateSecret();
        create(ECHO, "completed");
        time.advance(Duration.ofSeconds(2));

        assertThat(simulator.secret()).isEqualTo(fresh);
        assertThat(receiver.hooks().get(0).signature())
                .isEqualTo(signature(fresh, receiver.hooks().get(0)));
    }

    private static String signature(String secret, Hook hook) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.split("_", 2)[1]), "HmacSHA256"));
        String content = hook.id() + "." + hook.timestamp() + "." + hook.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyWhatTheFilterNamesIsSent() {
        create(ECHO, "completed");
        time.advance(Duration.ofSeconds(2));
        assertThat(receiver.statuses()).containsExactly("succeeded");
    }

    @Test
    void withoutAFilterOutputsAndTheEndAreSent() {
        api.post(ECHO, Api.input("a", "b").put("webhook", receiver.url()));
        time.advance(Duration.ofSeconds(2));
        assertThat(receiver.statuses()).containsExactly("succeeded");
    }

    @Test
    void outputsAreSentAtMostEveryHalfSecondEachWithAllThereIs() {
        create(TICKS, "output");
        time.advance(Duration.ofSeconds(5));

        assertThat(receiver.hooks())
                .extracting(hook -> hook.json().path("output").size())
                .containsExactly(1, 5, 10, 15);
    }

    @Test
    void logsAreSentAtMostEveryHalfSecondEachWithAllThereIs() {
        create("/models/acme/talks/predictions", "logs");
        time.advance(Duration.ofSeconds(10));

        assertThat(receiver.hooks())
                .extracting(
                        hook -> hook.json().path("logs").stringValue().lines().count())
                .containsExactly(1L, 5L, 10L, 15L);
    }

    @Test
    void allFourEventsComeInOrderWhenAllAreAskedFor() {
        create("/models/acme/both/predictions", "start", "output", "logs", "completed");
        time.advance(Duration.ofSeconds(10));

        List<Hook> hooks = receiver.hooks();
        assertThat(hooks).hasSize(5);
        assertThat(hooks.get(0).json().path("logs").stringValue()).isEmpty();
        assertThat(hooks.get(1).json().path("logs").stringValue()).isEqualTo("warming up\n");
        assertThat(hooks.get(2).json().path("output").size()).isEqualTo(1);
        assertThat(hooks.get(3).json().path("output").size()).isEqualTo(2);
        assertThat(hooks.get(3).status()).isEqualTo("processing");
        assertThat(hooks.get(4).status()).isEqualTo("succeeded");
    }

    @Test
    void aPredictionOfMegabytesIsSentWhole() {
        String id = create("/models/acme/large/predictions", "completed");
        time.advance(Duration.ofSeconds(5));

        assertThat(receiver.hooks().get(0).json().path("output").stringValue()).hasSize(5_000_000);
        assertThat(receiver.hooks().get(0).json()).isEqualTo(api.prediction(id));
        assertThat(receiver.hooks()).hasSize(1);
    }

    @Test
    void whatIsNotTakenIsTriedAgainUnderTheSameIdForAboutAMinute() {
        receiver.answer(n -> 503);
        String id = create(ECHO, "start", "completed");
        time.advance(Duration.ofMinutes(2));

        List<Delivery> tries = simulator.received().deliveries(id).stream()
                .filter(delivery -> delivery.event() == WebhookEvent.COMPLETED)
                .toList();
        assertThat(tries).extracting(Delivery::tryNumber).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(tries)
                .extracting(Delivery::webhookId)
                .containsOnly(tries.get(0).webhookId());
        assertThat(Duration.between(tries.get(0).at(), tries.get(7).at()))
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(70));
        assertThat(receiver.hooks()).extracting(Hook::timestamp).isSorted();
    }

    @Test
    void onceTakenItIsNotSentAgain() {
        receiver.answer(n -> n < 3 ? 500 : 204);
        create(ECHO, "completed");
        time.advance(Duration.ofMinutes(2));
        assertThat(receiver.hooks()).hasSize(3);
    }

    @Test
    void aStartThatIsNotTakenIsNotTriedAgain() {
        receiver.answer(n -> 500);
        create(ECHO, "start");
        time.advance(Duration.ofMinutes(2));
        assertThat(receiver.hooks()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowedAndCountsAsNotTaken() {
        receiver.answer(n -> n == 1 ? 302 : 200);
        String id = create(ECHO, "completed");
        time.advance(Duration.ofSeconds(5));

        assertThat(receiver.hooks()).extracting(Hook::path).containsExactly("/hook/t0k3n", "/hook/t0k3n");
        assertThat(simulator.received().deliveries(id))
                .extracting(Delivery::status)
                .containsExactly(302, 200);
    }

    @Test
    void aReceiverThatDoesNotAnswerInTimeIsTriedAgain() {
        receiver.answer(n -> n == 1 ? 0 : 200);
        String id = create(ECHO, "completed");
        time.advance(Duration.ofSeconds(5));

        assertThat(simulator.received().deliveries(id))
                .extracting(Delivery::status)
                .containsExactly(0, 200);
    }

    @Test
    void theUrlShowsInNoTextOfWhatWasReceived() {
        create(ECHO, "start", "completed");
        time.advance(Duration.ofSeconds(5));

        assertThat(simulator.received().creations().toString()).doesNotContain("t0k3n");
        assertThat(simulator.received().deliveries().toString()).doesNotContain("t0k3n");
        assertThat(simulator.received().creationsByWebhookPath()).containsEntry("/hook/t0k3n", 1L);
    }
}
