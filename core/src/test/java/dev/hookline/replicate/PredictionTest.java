package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PredictionTest {
    private static final String WHOLE = """
            {"id": "p1", "model": "acme/painter", "version": "hidden", "status": "succeeded",
             "input": {"prompt": "a boat"}, "output": ["https://replicate.delivery/a.png"], "error": null,
             "logs": "50%\\n100%", "data_removed": false, "source": "api", "deployment": "acme/fast",
             "created_at": "2026-01-01T00:00:00.123Z", "started_at": "2026-01-01T00:00:01+00:00",
             "completed_at": "2026-01-01T00:00:05Z", "deadline": "2026-01-01T00:10:00Z",
             "metrics": {"predict_time": 4.25, "total_time": 5, "image_count": 1},
             "urls": {"get": "https://api.replicate.com/v1/predictions/p1",
                      "cancel": "https://api.replicate.com/v1/predictions/p1/cancel",
                      "stream": "https://stream.replicate.com/v1/p1", "web": "https://replicate.com/p/p1"},
             "a_field_of_next_year": {"deep": [1]}}
            """;

    private static Prediction parse(String json) {
        return Prediction.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everythingThatReplicateSendsCanBeRead() {
        Prediction prediction = parse(WHOLE);

        assertThat(prediction.id()).isEqualTo("p1");
        assertThat(prediction.model()).contains("acme/painter");
        assertThat(prediction.version()).contains("hidden");
        assertThat(prediction.deployment()).contains("acme/fast");
        assertThat(prediction.status()).isEqualTo(Prediction.Status.SUCCEEDED);
        assertThat(prediction.input().path("prompt").stringValue()).isEqualTo("a boat");
        assertThat(prediction.output().uri()).isEqualTo(URI.create("https://replicate.delivery/a.png"));
        assertThat(prediction.error()).isEmpty();
        assertThat(prediction.logs()).isEqualTo("50%\n100%");
        assertThat(prediction.source()).contains("api");
        assertThat(prediction.dataRemoved()).isFalse();
        assertThat(prediction.createdAt()).contains(Instant.parse("2026-01-01T00:00:00.123Z"));
        assertThat(prediction.startedAt()).contains(Instant.parse("2026-01-01T00:00:01Z"));
        assertThat(prediction.completedAt()).contains(Instant.parse("2026-01-01T00:00:05Z"));
        assertThat(prediction.deadline()).contains(Instant.parse("2026-01-01T00:10:00Z"));
        assertThat(prediction.metrics().predictTime()).contains(Duration.ofMillis(4_250));
        assertThat(prediction.metrics().totalTime()).contains(Duration.ofSeconds(5));
        assertThat(prediction.metrics().json().path("image_count").intValue()).isEqualTo(1);
        assertThat(prediction.urls().get()).contains(URI.create("https://api.replicate.com/v1/predictions/p1"));
        assertThat(prediction.urls().cancel()).isPresent();
        assertThat(prediction.urls().stream()).isPresent();
        assertThat(prediction.urls().web()).isPresent();
        assertThat(prediction.json().path("a_field_of_next_year").isObject()).isTrue();
    }

    @Test
    void nothingButAnIdAndAStatusIsNeeded() {
        readsAsNothing(parse("{\"id\": \"p1\", \"status\": \"starting\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "\"\\u0000 no url\"", "17", "true"})
    void aFieldOfAnyOtherTypeNeverBreaksReading(String value) {
        ObjectNode json = (ObjectNode) Json.parse(WHOLE.getBytes(StandardCharsets.UTF_8));
        for (String field : List.copyOf(json.propertyNames())) {
            if (!field.equals("id") && !field.equals("status")) {
                json.set(field, Json.MAPPER.readTree(value));
            }
        }
        Prediction prediction = parse(json.toString());

        assertThat(prediction.createdAt()).isEmpty();
        assertThat(prediction.urls().get()).isEmpty();
        assertThat(prediction.metrics().totalTime()).isEmpty();
        assertThat(prediction.input()).isNotNull();
        assertThat(prediction.output().json()).isNotNull();
        assertThat(prediction.logs()).isNotNull();
        assertThat(prediction.model().isPresent()).isEqualTo(value.startsWith("\""));
        assertThat(prediction.dataRemoved()).isEqualTo(value.equals("true"));
    }

    private static void readsAsNothing(Prediction prediction) {
        assertThat(prediction.model()).isEmpty();
        assertThat(prediction.version()).isEmpty();
        assertThat(prediction.input().isNull()).isTrue();
        assertThat(prediction.output().isPresent()).isFalse();
        assertThat(prediction.error()).isEmpty();
        assertThat(prediction.logs()).isEmpty();
        assertThat(prediction.createdAt()).isEmpty();
        assertThat(prediction.completedAt()).isEmpty();
        assertThat(prediction.metrics().totalTime()).isEmpty();
        assertThat(prediction.urls().get()).isEmpty();
        assertThat(prediction.dataRemoved()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "starting, STARTING, false", "processing, PROCESSING, false", "succeeded, SUCCEEDED, true",
        "failed, FAILED, true", "canceled, CANCELED, true", "aborted, ABORTED, true",
        "unknown, UNKNOWN, false", "paused, UNKNOWN, false", "SUCCEEDED, UNKNOWN, false"
    })
    void aStatusKeepsItsOwnWordAlsoWhenItIsUnknown(String text, Prediction.Status status, boolean terminal) {
        Prediction prediction = parse("{\"id\": \"p1\", \"status\": \"" + text + "\"}");

        assertThat(prediction.status()).isEqualTo(status);
        assertThat(prediction.statusText()).isEqualTo(text);
        assertThat(prediction.isTerminal()).isEqualTo(terminal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "3",
                "{}",
                "{\"id\": \"p1\"}",
                "{\"status\": \"failed\"}",
                "{\"id\": \"\", \"status\": \"failed\"}",
                "{\"id\": 1, \"status\": \"failed\"}",
                "{\"id\": \"p1\", \"status\": 4}",
                "{\"id\": \"p1\", \"status\": \"failed\"} trailing",
                "<html>"
            })
    void whatIsNoPredictionIsRefused(String body) {
        assertThatThrownBy(() -> parse(body))
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("prediction");
    }

    @Test
    void anErrorThatIsAnObjectStaysReadable() {
        assertThat(parse("{\"id\":\"p\",\"status\":\"failed\",\"error\":{\"code\":\"E6716\"}}")
                        .error())
                .contains("{\"code\":\"E6716\"}");
    }

    @Test
    void nothingOfTheContentIsShown() {
        Prediction prediction = parse("""
                {"id": "p1", "model": "a/b", "status": "failed", "webhook": "https://example.com/s3cret",
                 "input": {"prompt": "s3cret"}, "output": "s3cret", "logs": "s3cret"}
                """);

        assertThat(prediction.toString()).isEqualTo("Prediction[id=p1, model=a/b, status=failed]");
        assertThat(prediction.output()).asString().doesNotContain("s3cret");
    }

    @Test
    void aPredictionWithADeeplyNestedOrVeryLongInputIsRead() {
        String text = "x".repeat(30_000_000);

        assertThat(parse("{\"id\":\"p\",\"status\":\"failed\",\"input\":{\"image\":\"" + text + "\"}}")
                        .id())
                .isEqualTo("p");
    }

    @Test
    void outputsAreReadAsWhatTheyAre() {
        assertThat(output("\"words\"").text()).isEqualTo("words");
        assertThat(output("[\"wo\", \"rds\"]").text()).isEqualTo("words");
        assertThat(output("null").text()).isEmpty();
        assertThat(output("\"https://a/b\"").uris()).containsExactly(URI.create("https://a/b"));
        assertThat(output("[\"https://a/1\", \"https://a/2\"]").uris())
                .containsExactly(URI.create("https://a/1"), URI.create("https://a/2"));
        assertThat(output("null").uris()).isEmpty();
        assertThat(output("{\"a\": 1}").as(Point.class)).isEqualTo(new Point(1));
        assertThat(output("{\"a\": 1, \"b\": 2}").as(Point.class)).isEqualTo(new Point(1));
        assertThat((Object) output("{\"a\": 1}").as(Map.class)).isEqualTo(Map.of("a", 1));
    }

    public record Point(int a) {}

    @Test
    void aListOfRecordsIsReadItemByItem() {
        assertThat(output("[{\"a\": 1}, {\"a\": 2}]").listOf(Point.class)).containsExactly(new Point(1), new Point(2));
        assertThat(output("null").listOf(Point.class)).isEmpty();
        assertThatThrownBy(() -> output("{\"a\": 1}").listOf(Point.class)).hasMessageContaining("not a list");
        assertThatThrownBy(() -> output("[3]").listOf(Point.class)).hasMessageContaining("Point");
    }

    @Test
    void anOutputReadAsWhatItIsNotSaysWhatItIs() {
        assertThatThrownBy(() -> output("{\"a\": 1}").text()).hasMessageContaining("OBJECT");
        assertThatThrownBy(() -> output("[1, 2]").uri()).hasMessageContaining("ARRAY of 2");
        assertThatThrownBy(() -> output("[\"https://a/1\", \"https://a/2\"]").uri())
                .hasMessageContaining("not one URL");
        assertThatThrownBy(() -> output("\"a text\"").uri()).isInstanceOf(ReplicateException.class);
        assertThatThrownBy(() -> output("\"x\"").as(Point.class)).hasMessageContaining("Point");
    }

    private static Output output(String json) {
        return parse("{\"id\": \"p1\", \"status\": \"succeeded\", \"output\": " + json + "}")
                .output();
    }
}
