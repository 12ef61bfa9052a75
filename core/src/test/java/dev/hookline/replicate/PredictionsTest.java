package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictionsTest extends ClientTest {
    private static final String VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    @ParameterizedTest
    @CsvSource({
        "acme/painter, /v1/models/acme/painter/predictions, ",
        "acme/painter:" + VERSION + ", /v1/predictions, acme/painter:" + VERSION,
        VERSION + ", /v1/predictions, " + VERSION,
        "deployments/acme/fast, /v1/deployments/acme/fast/predictions, "
    })
    void aCreateGoesToTheOperationThatFitsItsModel(String model, String path, String version) {
        answer(201, PREDICTION);

        replicate()
                .predictions()
                .create(CreatePrediction.model(model).input("n", 1).build());

        RecordedRequest sent = taken();
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getTarget()).isEqualTo(path);
        assertThat(body(sent).path("version").asString("")).isEqualTo(version == null ? "" : version);
        assertThat(body(sent).path("input").path("n").intValue()).isEqualTo(1);
    }

    @Test
    void aCreateSaysWhatItIsAskedToSayAndNothingElse() {
        answer(201, PREDICTION);

        Prediction prediction = replicate()
                .predictions()
                .create(CreatePrediction.model("acme/painter")
                        .input("prompt", "a boat")
                        .input("images", List.of(URI.create("https://example.com/a.png")))
                        .webhook(URI.create("https://example.com/hooks/token"))
                        .events(WebhookEventType.COMPLETED, WebhookEventType.START)
                        .cancelAfter(Duration.ofMillis(90_500))
                        .waitFor(Duration.ofSeconds(7))
                        .build());

        RecordedRequest sent = taken();
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(sent.getHeaders().get("Cancel-After")).isEqualTo("91s");
        assertThat(sent.getHeaders().get("Prefer")).isEqualTo("wait=7");
        assertThat(body(sent)).isEqualTo(Json.parse("""
                                {"input": {"prompt": "a boat", "images": ["https://example.com/a.png"]},
                                 "webhook": "https://example.com/hooks/token",
                                 "webhook_events_filter": ["start", "completed"]}
                                """.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(prediction.id()).isEqualTo("p1");
        assertThat(prediction.status()).isEqualTo(Prediction.Status.STARTING);
    }

    @Test
    void aCreateWithoutOptionsSendsNone() {
        answer(201, PREDICTION);

        replicate().predictions().create(request());

        RecordedRequest sent = taken();
        assertThat(sent.getHeaders().names()).doesNotContain("Cancel-After", "Prefer");
        assertThat(body(sent).propertyNames()).containsExactly("input");
    }

    @Test
    void aPredictionIsReadById() {
        answer(200, PREDICTION);

        assertThat(replicate().predictions().get("p1").model()).contains("acme/painter");

        RecordedRequest sent = taken();
        assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo("GET /v1/predictions/p1");
        assertThat(sent.getHeaders().get("Authorization")).isEqualTo("Bearer " + TOKEN);
    }

    @Test
    void aPredictionIsCanceledById() {
        answer(200, PREDICTION.replace("starting", "canceled"));

        assertThat(replicate().predictions().cancel("p1").isTerminal()).isTrue();

        RecordedRequest sent = taken();
        assertThat(sent.getMethod() + " " + sent.getTarget()).isEqualTo("POST /v1/predictions/p1/cancel");
    }

    @Test
    void anIdCannotLeadToAnotherPath() {
        answer(404, "{}");

        assertThatThrownBy(() -> replicate().predictions().get("../account?x=/y"))
                .isInstanceOf(NotFoundException.class);

        assertThat(taken().getTarget()).isEqualTo("/v1/predictions/..%2Faccount%3Fx%3D%2Fy");
        assertThatThrownBy(() -> replicate().predictions().get("..")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> replicate().predictions().get("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTwinWithoutWaitingDoesTheSame() {
        answer(201, PREDICTION);
        answer(200, PREDICTION);
        answer(200, PREDICTION);

        assertThat(replicate().predictions().createAsync(request()).join().id()).isEqualTo("p1");
        assertThat(replicate().predictions().getAsync("p1").join().id()).isEqualTo("p1");
        assertThat(replicate().predictions().cancelAsync("p1").join().id()).isEqualTo("p1");
    }

    @Test
    void theWebhookSecretIsReadAndNotShown() {
        answer(200, "{\"key\": \"whsec_c2VjcmV0\"}");

        WebhookSecret secret = replicate().webhookSecrets().getDefault();

        assertThat(taken().getTarget()).isEqualTo("/v1/webhooks/default/secret");
        assertThat(secret.reveal()).isEqualTo("whsec_c2VjcmV0");
        assertThat(secret).asString().doesNotContain("c2VjcmV0");
    }
}
