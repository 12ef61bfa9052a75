package dev.hookline.workflow.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.file.StoredFile;
import dev.hookline.replicate.Replicate;
import dev.hookline.replicate.RetryPolicy;
import dev.hookline.replicate.WebhookEventType;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ModelAnswer;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.workflow.gateway.RemotePrediction.Kind;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway against the simulator, over HTTP. */
class ReplicateGatewayTest {
    private final ReplicateSimulator simulator = ReplicateSimulator.builder()
            .model("acme/echo", input -> ModelAnswer.of(input.text("text").orElse("")))
            .model("acme/slow", input -> ModelAnswer.of("late").taking(Duration.ofMinutes(5)))
            .start();
    private final Replicate replicate = Replicate.builder()
            .baseUrl(URI.create(simulator.url()))
            .token(simulator.token())
            .retries(RetryPolicy.none())
            .build();
    private final ReplicateGateway gateway = ReplicateGateway.create(replicate);

    @AfterEach
    void close() {
        replicate.close();
        simulator.close();
    }

    private CreateAnswer create(String model) throws Exception {
        URI nobody = URI.create("http://localhost:9/webhooks/token");
        CreateCall call = new CreateCall(
                model,
                null,
                Map.of("text", "hello"),
                nobody,
                Set.of(WebhookEventType.COMPLETED),
                Duration.ofSeconds(90));
        return gateway.create(call).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private String created(String model) throws Exception {
        return ((CreateAnswer.Created) create(model)).prediction().id();
    }

    @Test
    void everyCreateIsBounded() throws Exception { // promise 6
        String id = created("acme/slow");

        assertThat(Duration.between(
                        replicate.predictions().get(id).createdAt().orElseThrow(),
                        replicate.predictions().get(id).deadline().orElseThrow()))
                .isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aPredictionThatReplicateDoesNotKnowIsNotFound() throws Exception {
        assertThat(gateway.find(Kind.PREDICTION, created("acme/slow"))).isPresent();
        assertThat(gateway.find(Kind.PREDICTION, "nosuchprediction")).isEmpty();
    }

    @Test
    void aCanceledPredictionIsSeenAsCanceled() throws Exception { // promise 11
        String id = created("acme/slow");

        gateway.cancel(Kind.PREDICTION, id);
        gateway.cancel(Kind.PREDICTION, "nosuchprediction");

        assertThat(gateway.find(Kind.PREDICTION, id).orElseThrow().state()).isEqualTo(RemotePrediction.State.CANCELED);
    }

    @Test
    void aRateLimitSaysWhenToTryAgain() throws Exception { // promise 10
        simulator.inject(Fault.tooManyRequests(Duration.ofSeconds(30)).times(1));

        CreateAnswer.Refused refused = (CreateAnswer.Refused) create("acme/echo");

        assertThat(refused.error().code()).isEqualTo("rate-limited");
        assertThat(refused.findRetryAfter())
                .hasValueSatisfying(
                        pause -> assertThat(pause).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31)));
    }

    @Test
    void noCreditIsFinalAndSaidInWords() throws Exception { // promise 10
        simulator.inject(Fault.paymentRequired().times(1));

        CreateAnswer.Refused refused = (CreateAnswer.Refused) create("acme/echo");

        assertThat(refused.error().message()).contains("no credit");
        assertThat(refused.findRetryAfter()).isEmpty();
    }

    @Test
    void aModelThatDoesNotExistIsFinal() throws Exception {
        CreateAnswer.Refused refused = (CreateAnswer.Refused) create("acme/missing");

        assertThat(refused.findRetryAfter()).isEmpty();
    }

    @Test
    void aReferenceThatIsNoneIsFinal() throws Exception {
        assertThat(((CreateAnswer.Refused) create("not a model")).findRetryAfter())
                .isEmpty();
    }

    @Test
    void aServerErrorAndALostAnswerLeaveItOpenWhetherThereIsAPrediction() throws Exception { // promise 5
        simulator.inject(Fault.serverError().times(1));
        assertThat(create("acme/echo")).isInstanceOf(CreateAnswer.Unanswered.class);

        simulator.inject(Fault.loseAnswer().times(1));
        assertThat(create("acme/echo")).isInstanceOf(CreateAnswer.Unanswered.class);
        assertThat(simulator.received().predictionsMade()).isEqualTo(1);
    }

    @Test
    void aReplicateThatCannotBeReachedHasMadeNothing() throws Exception { // promise 5
        simulator.close();

        CreateAnswer.Refused refused = (CreateAnswer.Refused) create("acme/echo");

        assertThat(refused.error().code()).isEqualTo("no-connection");
        assertThat(refused.findRetryAfter()).contains(Duration.ZERO);
    }

    @Test
    void aFileIsUploadedAsItIs() throws Exception {
        byte[] content = "a picture".getBytes(StandardCharsets.UTF_8);
        StoredFile file = new StoredFile("small.png", "image/png", content.length, "0".repeat(64));

        URI url = gateway.upload(file, new ByteArrayInputStream(content));

        assertThat(gateway.isFile(url)).isTrue();
        try (Download metadata = gateway.open(url)) {
            assertThat(new String(metadata.content().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("\"size\":" + content.length)
                    .contains("image/png");
        }
    }

    @Test
    void aFileOfAnotherHostIsLeftAlone() { // no request on a model's word to wherever it says
        assertThat(gateway.isFile(URI.create("https://example.com/a.png"))).isFalse();
        assertThat(gateway.isFile(URI.create("http://replicate.delivery/a.png")))
                .isFalse();
        assertThat(gateway.isFile(URI.create("http://169.254.169.254/latest"))).isFalse();
        assertThat(gateway.isFile(URI.create("mailto:somebody"))).isFalse();
        assertThat(gateway.isFile(URI.create("https://replicate.delivery/a.png")))
                .isTrue();
    }

    @Test
    void aFileThatIsGoneIsToldFromOneThatCannotBeReadNow() {
        String base = simulator.url();
        assertThatThrownBy(() -> gateway.open(URI.create(base + "/files/nosuchfile/download")))
                .isInstanceOf(FileNotFoundException.class);
        simulator.close();
        assertThatThrownBy(() -> gateway.open(URI.create(base + "/files/nosuchfile/download")))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileNotFoundException.class);
    }
}
