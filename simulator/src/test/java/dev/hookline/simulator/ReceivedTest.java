package dev.hookline.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ReceivedTest {

    private static final String INSTANT = "simulator/instant";
    private static final String GREET = "replicate/hello-world";

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-05-01T10:00:00Z"));
    private Receiver receiver;
    private ReplicateSimulator simulator;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        simulator = ReplicateSimulator.builder().time(time).start();
        api = new Api(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
        receiver.close();
    }

    private String create(String model, String text, String path) {
        ObjectNode body = Api.withWebhook(Api.input("text", text), receiver.url() + path);
        return api.post("/models/" + model + "/predictions", body).text("id");
    }

    @Test
    void predictionsAreCountedByModelByInputAndByWebhook() {
        create(INSTANT, "a", "?token=1");
        create(INSTANT, "a", "?token=2");
        create(INSTANT, "b", "?token=2");
        create(GREET, "a", "?token=3");

        Received received = simulator.received();
        assertThat(received.predictionsMade()).isEqualTo(4);
        assertThat(received.predictionsMade(INSTANT)).isEqualTo(3);
        assertThat(received.predictionsMade("acme/nobody")).isZero();
        assertThat(received.creationsByModel()).containsOnly(entry(INSTANT, 3L), entry(GREET, 1L));
        assertThat(received.creationsByInput())
                .containsOnly(
                        entry(INSTANT + " {\"text\":\"a\"}", 2L),
                        entry(INSTANT + " {\"text\":\"b\"}", 1L),
                        entry(GREET + " {\"text\":\"a\"}", 1L));
        assertThat(received.creationsByWebhookPath())
                .containsOnly(
                        entry("/hook/t0k3n?token=1", 1L),
                        entry("/hook/t0k3n?token=2", 2L),
                        entry("/hook/t0k3n?token=3", 1L));
    }

    @Test
    void whatWasRefusedMadeNoPrediction() {
        simulator.inject(Fault.serverError());
        create(INSTANT, "a", "");
        assertThat(simulator.received().predictionsMade()).isZero();
        assertThat(simulator.received().calls("POST /v1/models/{owner}/{name}/predictions"))
                .isEqualTo(1);
    }

    @Test
    void eachTryOfAWebhookIsThereWithItsAnswer() {
        receiver.answer(n -> n <= 2 ? 500 : 200);
        String id = create(INSTANT, "a", "");
        time.advance(Duration.ofMinutes(2));

        Received received = simulator.received();
        assertThat(received.deliveries(id))
                .extracting(Received.Delivery::event, Received.Delivery::tryNumber, Received.Delivery::status)
                .containsExactly(
                        tuple(WebhookEvent.START, 1, 500),
                        tuple(WebhookEvent.COMPLETED, 1, 500),
                        tuple(WebhookEvent.COMPLETED, 2, 200));
        assertThat(received.webhooksTried()).isEqualTo(3);
        assertThat(received.webhooksTaken()).isEqualTo(1);
    }

    @Test
    void lookUpsAreCountedAndNothingElseAsThem() {
        String id = create(INSTANT, "a", "");
        api.get("/predictions");
        assertThat(simulator.received().predictionGets()).isZero();
        api.get("/predictions/" + id);
        api.get("/predictions/unknown");
        assertThat(simulator.received().predictionGets()).isEqualTo(2);
    }
}
