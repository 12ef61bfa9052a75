package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorTest extends ClientTest {

    private ReplicateApiException refused() {
        return failure(
                ReplicateApiException.class, () -> replicate().predictions().create(request()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, ReplicateApiException",
        "401, AuthenticationException",
        "402, PaymentRequiredException",
        "403, ReplicateApiException",
        "404, NotFoundException",
        "422, InvalidInputException",
        "500, ReplicateApiException"
    })
    void eachStatusThatACallerTreatsDifferentlyHasAClass(int status, String type) {
        answer(status, "{\"detail\": \"words\"}");

        ReplicateApiException failure = refused();

        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure).hasMessageContaining("POST /v1/models/acme/painter/predictions was answered " + status);
        assertThat(failure).hasMessageContaining("words");
    }

    @Test
    void invalidFieldsAreNamed() {
        answer(422, """
                {"detail": "- input: prompt is required", "status": 422, "title": "Input validation failed",
                 "invalid_fields": [{"type": "required", "field": "input.prompt", "description": "prompt is required"}]}
                """);

        ReplicateApiException failure = refused();

        assertThat(failure.title()).isEqualTo("Input validation failed");
        assertThat(failure.detail()).isEqualTo("- input: prompt is required");
        assertThat(failure.invalidFields())
                .containsExactly(new InvalidField("input.prompt", "required", "prompt is required"));
        assertThat(failure.request()).isEqualTo("POST /v1/models/acme/painter/predictions");
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"detail\": null, \"title\": 3, \"invalid_fields\": {\"a\": null}}",
                "{\"detail\": [{\"loc\": [\"input\"]}], \"invalid_fields\": [null, 1, {}]}",
                "<html><body>502 Bad Gateway</body></html>"
            })
    void anErrorOfAnyFormIsStillAnErrorOfItsStatus(String body) {
        answer(400, body);

        assertThat(refused().status()).isEqualTo(400);
    }

    @Test
    void aPageOfAProxyIsQuotedBriefly() {
        server.enqueue(new MockResponse.Builder()
                .code(503)
                .addHeader("Content-Type", "text/html")
                .body("<h1>Service\nUnavailable</h1>" + "x".repeat(10_000))
                .build());

        ReplicateApiException failure = refused();

        assertThat(failure).hasMessageContaining("no JSON but text/html: <h1>Service Unavailable</h1>");
        assertThat(failure.getMessage()).hasSizeLessThan(400);
    }

    @Test
    void anErrorPageOfAHundredMegabytesIsNotRead() {
        Buffer page = new Buffer();
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 100; i++) {
            page.write(megabyte);
        }
        server.enqueue(new MockResponse.Builder().code(500).body(page).build());

        assertThat(refused().status()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"id\": \"p1\"", "{\"id\": null, \"status\": \"starting\"}"})
    void aCreateWhoseAnswerMakesNoSenseMayHaveBeenReceived(String body) {
        answer(201, body);

        ReplicateConnectionException failure = failure(
                ReplicateConnectionException.class,
                () -> replicate().predictions().create(request()));

        assertThat(failure.mayHaveBeenReceived()).isTrue();
        assertThat(failure).hasMessageContaining("was answered 201");
    }

    @Test
    void invalidUtf8IsAnAnswerThatMakesNoSense() {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}))
                .build());

        failure(
                ReplicateConnectionException.class,
                () -> replicate().predictions().get("p1"));
    }

    @Test
    void anAnswerThatIsCutOffIsNoAnswer() {
        server.enqueue(response(201, PREDICTION)
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        ReplicateConnectionException failure = failure(
                ReplicateConnectionException.class,
                () -> replicate().predictions().create(request()));

        assertThat(failure.mayHaveBeenReceived()).isTrue();
    }

    @Test
    void theWrongContentTypeDoesNotMatterWhenTheBodyIsRight() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html")
                .body(PREDICTION)
                .build());

        assertThat(replicate().predictions().get("p1").id()).isEqualTo("p1");
    }

    @Test
    void noSecretIsShownEvenWhenReplicateQuotesIt() {
        URI webhook = URI.create("https://example.com/webhooks/replicate/c4llb4ckT0ken");
        String quoting =
                "Bearer " + TOKEN + " said " + webhook + " and /webhooks/replicate/c4llb4ckT0ken, c4llb4ckT0ken";
        answer(
                422,
                "{\"title\": \"" + quoting + "\", \"detail\": \"" + quoting + "\", \"invalid_fields\":"
                        + " [{\"field\": \"webhook\", \"description\": \"" + quoting + "\"}]}");
        CreatePrediction request =
                CreatePrediction.model("acme/painter").webhook(webhook).build();

        ReplicateApiException failure = failure(
                ReplicateApiException.class, () -> replicate().predictions().create(request));

        String shown = failure + failure.title() + failure.detail() + failure.invalidFields() + request;
        assertThat(shown).doesNotContain(TOKEN, "c4llb4ckT0ken").contains("[redacted]");
        assertThat(replicate()).asString().doesNotContain(TOKEN);
    }

    @Test
    void aRedirectOfAnApiCallToAnotherHostIsNotFollowed() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "https://example.com/elsewhere")
                .build());

        ReplicateApiException failure = failure(
                ReplicateApiException.class, () -> replicate().predictions().get("p1"));

        assertThat(failure.status()).isEqualTo(302);
        assertThat(failure).hasMessageContaining("a redirect that is not followed");
    }

    @Test
    void aRedirectOfAGetOnTheSameHostIsFollowed() {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", "/v1/predictions/p1/")
                .build());
        answer(200, PREDICTION);

        assertThat(replicate().predictions().get("p1").id()).isEqualTo("p1");
    }

    @Test
    void aRedirectOfACreateIsNotFollowed() {
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", "/v1/elsewhere")
                .build());

        assertThat(refused().status()).isEqualTo(307);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void redirectsWithoutEndAreGivenUp() {
        for (int i = 0; i < 10; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "/v1/predictions/p1")
                    .build());
        }

        failure(ReplicateApiException.class, () -> replicate().predictions().get("p1"));

        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    void theStackTraceIsTheCallers() {
        answer(404, "{}");

        assertThatThrownBy(() -> replicate().predictions().get("p1"))
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(ErrorTest.class.getName())));
    }

    @Test
    void textsOfOtherLanguagesArriveWhole() {
        answer(400, "{\"detail\": \"ไม่พบรูปภาพ\"}");

        assertThat(refused().detail()).isEqualTo("ไม่พบรูปภาพ");
        assertThat("ไม่พบรูปภาพ".getBytes(StandardCharsets.UTF_8)).hasSize(33);
    }
}
