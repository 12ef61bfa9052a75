package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatePredictionTest {
    private static final String VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";

    @Test
    void aReferenceNamesAModelAVersionOrADeployment() {
        ModelReference model = ModelReference.parse("google/imagen-4-ultra");
        assertThat(model.kind()).isEqualTo(ModelReference.Kind.MODEL);
        assertThat(model.owner()).contains("google");
        assertThat(model.name()).contains("imagen-4-ultra");
        assertThat(model.version()).isEmpty();
        assertThat(ModelReference.parse("a/b:" + VERSION).kind()).isEqualTo(ModelReference.Kind.MODEL_VERSION);
        assertThat(ModelReference.parse("a/b:" + VERSION).version()).contains(VERSION);
        assertThat(ModelReference.parse(VERSION).kind()).isEqualTo(ModelReference.Kind.VERSION);
        assertThat(ModelReference.parse(VERSION).owner()).isEmpty();
        assertThat(ModelReference.parse("deployments/a/b")).isEqualTo(ModelReference.deployment("a/b"));
        assertThat(ModelReference.parse("deployments/b").kind()).isEqualTo(ModelReference.Kind.MODEL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/",
                "/b",
                "a/b/c",
                "a b/c",
                "a/b:",
                "a/b:latest",
                "a/b:123",
                "../b",
                "a/..",
                "a/b?x",
                "a/b#x",
                "deployments/a/b/c",
                "https://replicate.com/a/b"
            })
    void aReferenceThatIsNoneSaysWhatWasExpected(String text) {
        assertThatThrownBy(() -> ModelReference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner/name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a/b:" + VERSION, VERSION, "deployments/a/b"})
    void aReferenceIsWrittenAsItIsRead(String text) {
        assertThat(ModelReference.parse(text)).hasToString(text);
        assertThat(ModelReference.parse(text)).isEqualTo(ModelReference.parse(text));
        assertThat(ModelReference.parse(text)).hasSameHashCodeAs(ModelReference.parse(text));
    }

    public record Style(String name, List<Integer> sizes) {}

    @Test
    void inputsComeFromValuesMapsRecordsAndJson() {
        CreatePrediction request = CreatePrediction.model("a/b")
                .input("text", "x")
                .input("none", null)
                .input("url", URI.create("https://a/b"))
                .input(Map.of("style", new Style("bold", List.of(1, 2))))
                .input("json", Json.MAPPER.createObjectNode().put("k", true))
                .build();

        assertThat(request.input())
                .hasToString("{\"text\":\"x\",\"none\":null,\"url\":\"https://a/b\","
                        + "\"style\":{\"name\":\"bold\",\"sizes\":[1,2]},\"json\":{\"k\":true}}");
    }

    public record Whole(String prompt, @Nullable Integer seed, List<URI> images) {}

    @Test
    void aWholeInputComesFromARecordWithoutWhatIsNull() {
        CreatePrediction request = CreatePrediction.model("a/b")
                .input("seed", 7)
                .inputFrom(new Whole("a boat", null, List.of(URI.create("https://a/b"))))
                .build();

        assertThat(request.input()).hasToString("{\"seed\":7,\"prompt\":\"a boat\",\"images\":[\"https://a/b\"]}");
        assertThatThrownBy(() -> CreatePrediction.model("a/b").inputFrom("text"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no object");
    }

    @Test
    void inputsAreTakenAsTheyAreWhenTheyAreGiven() {
        List<String> images = new ArrayList<>(List.of("a"));
        CreatePrediction.Builder builder = CreatePrediction.model("a/b").input("images", images);
        images.add("b");
        CreatePrediction first = builder.build();
        builder.input("more", 1);

        assertThat(first.input()).hasToString("{\"images\":[\"a\"]}");
    }

    @Test
    void everyOptionThatIsWrongIsNamed() {
        CreatePrediction.Builder wrong = CreatePrediction.model("a/b")
                .webhook(URI.create("/relative/s3cret"))
                .cancelAfter(Duration.ofSeconds(4))
                .waitFor(Duration.ofSeconds(61));

        assertThatThrownBy(wrong::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("webhook")
                .hasMessageContaining("cancelAfter")
                .hasMessageContaining("waitFor")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> CreatePrediction.model("a/b")
                        .events(WebhookEventType.COMPLETED)
                        .build())
                .hasMessageContaining("events need a webhook");
    }

    @Test
    void nothingOfTheInputAndTheWebhookIsShown() {
        CreatePrediction request = CreatePrediction.model("a/b")
                .input("prompt", "s3cret")
                .webhook(URI.create("https://example.com/s3cret"))
                .build();

        assertThat(request).hasToString("CreatePrediction[model=a/b, input=[prompt]]");
    }

    @Test
    void aClientIsBuiltOnlyWhenEveryOptionIsRight() {
        assertThatThrownBy(() -> Replicate.builder()
                        .baseUrl(URI.create("http://example.com/v1"))
                        .callTimeout(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token")
                .hasMessageContaining("baseUrl has to be HTTPS")
                .hasMessageContaining("timeouts");
        assertThatThrownBy(() -> Replicate.builder()
                        .token("r8_to ken")
                        .httpClient(java.net.http.HttpClient.newBuilder()
                                .followRedirects(java.net.http.HttpClient.Redirect.ALWAYS)
                                .build())
                        .build())
                .hasMessageContaining("redirects")
                .hasMessageNotContaining("r8_to ken");
    }
}
