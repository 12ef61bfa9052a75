package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.Verdict;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookSigner;
import dev.hookline.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/client.md}, which are run here; the last test compares the page with this file. */
class ClientExamplesTest extends ClientTest {
    private static final String VERSION = "5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa";
    private static final String PAGE = "{\"next\": null, \"results\": [{\"id\": \"p1\", \"status\": \"failed\"}]}";

    private final List<Object> seen = new ArrayList<>();

    @TempDir
    Path folder;

    private String succeeded(String output) {
        return "{\"id\": \"p1\", \"status\": \"succeeded\", \"output\": " + output + "}";
    }

    private void handle(Object value) {
        seen.add(value);
    }

    @Test
    void create() {
        answer(201, PREDICTION);
        Replicate replicate = replicate();
        // region create
        Prediction prediction = replicate
                .predictions()
                .create(CreatePrediction.model("google/imagen-4-ultra")
                        .input("prompt", "a paper boat on the Chao Phraya")
                        .input("aspect_ratio", "3:4")
                        .webhook(URI.create("https://example.com/webhooks/replicate"))
                        .events(WebhookEventType.START, WebhookEventType.COMPLETED)
                        .cancelAfter(Duration.ofMinutes(10))
                        .build());
        // endregion
        assertThat(prediction.id()).isEqualTo("p1");
    }

    @Test
    void run() throws IOException {
        answer(201, succeeded("\"" + server.url("/out.png") + "\""));
        answer(200, "picture");
        Replicate replicate = replicate();
        Path picture = folder.resolve("boat.png");
        // region run
        Prediction prediction = replicate
                .predictions()
                .run(
                        CreatePrediction.model("google/imagen-4-ultra")
                                .input("prompt", "a paper boat")
                                .build(),
                        Duration.ofMinutes(5));
        if (prediction.status() == Prediction.Status.SUCCEEDED) {
            try (Download download = replicate.open(prediction.output().uri())) {
                handle(download.saveTo(picture));
            }
        }
        // endregion
        assertThat(picture).hasContent("picture");
    }

    @Test
    void files() throws IOException {
        answer(201, PREDICTION);
        answer(201, "{\"id\": \"f1\", \"urls\": {\"get\": \"https://api.replicate.com/v1/files/f1\"}}");
        answer(201, PREDICTION);
        Replicate replicate = replicate();
        Path photo = Files.write(folder.resolve("photo.jpg"), new byte[] {1});
        byte[] template = {2};
        // region files
        replicate
                .predictions()
                .create(CreatePrediction.model("google/nano-banana-pro")
                        .input("prompt", "put the boat into the frame")
                        .input("image_input", List.of(FileUpload.of(template, "image/png", "template.png"), photo))
                        .build());

        FileObject uploaded = replicate.files().create(photo, "image/jpeg", "photo.jpg");
        replicate
                .predictions()
                .create(CreatePrediction.model("nightmareai/real-esrgan")
                        .input("image", uploaded.url())
                        .build());
        // endregion
        assertThat(body(taken()).at("/input/image_input/1").stringValue()).isEqualTo("data:image/jpeg;base64,AQ==");
        taken();
        assertThat(body(taken()).at("/input/image").stringValue()).isEqualTo("https://api.replicate.com/v1/files/f1");
    }

    @Test
    void stream() {
        server.enqueue(new MockResponse.Builder()
                .body("event: output\ndata: Once\n\nevent: done\ndata: {}\n\n")
                .build());
        Replicate replicate = replicate();
        Prediction prediction = Prediction.parse(("{\"id\": \"p1\", \"status\": \"starting\", \"urls\": {\"stream\": \""
                        + server.url("/stream") + "\"}}")
                .getBytes(StandardCharsets.UTF_8));
        // region stream
        try (PredictionStream events = replicate.predictions().stream(prediction)) {
            events.events()
                    .filter(event -> event.kind() == StreamEvent.Kind.OUTPUT)
                    .forEach(event -> handle(event.data()));
        }
        // endregion
        assertThat(seen).containsExactly("Once");
    }

    @Test
    void lists() {
        answer(200, PAGE);
        Replicate replicate = replicate();
        Instant yesterday = Instant.EPOCH;
        // region lists
        List<String> failed = replicate
                .predictions()
                .list(PredictionFilter.all().createdAfter(yesterday))
                .stream()
                .filter(prediction -> prediction.status() == Prediction.Status.FAILED)
                .map(Prediction::id)
                .toList();
        // endregion
        assertThat(failed).containsExactly("p1");
    }

    @Test
    void models() {
        answer(
                200,
                "{\"latest_version\": {\"openapi_schema\": {\"components\": {\"schemas\": {\"Input\":"
                        + " {\"required\": [\"image\"], \"properties\": {\"image\": {\"type\": \"string\"}}}}}}}}");
        answer(200, "{\"results\": []}");
        answer(200, "# Real-ESRGAN");
        Replicate replicate = replicate();
        CreatePrediction request = request();
        // region models
        Model model = replicate.models().get("nightmareai/real-esrgan");
        model.latestVersion()
                .flatMap(ModelVersion::schema)
                .map(schema -> schema.check(request))
                .ifPresent(faults -> faults.forEach(this::handle));

        handle(replicate.models().search("upscale").results());
        handle(replicate.models().readme("nightmareai/real-esrgan"));
        // endregion
        assertThat(seen)
                .containsExactly(
                        new InvalidField("input.image", "required", "image is required"),
                        new InvalidField("input.prompt", "unknown", "the model takes image"),
                        List.of(),
                        "# Real-ESRGAN");
    }

    @Test
    void deployments() {
        answer(200, "{\"owner\": \"acme\", \"name\": \"upscaler\"}");
        answer(201, PREDICTION);
        answer(200, "{}");
        Replicate replicate = replicate();
        // region deployments
        replicate
                .deployments()
                .create(CreateDeployment.of(
                                "upscaler",
                                "nightmareai/real-esrgan:5c7d5dc6dd8bf75c1acaa8565735e7986bc5b66206b55cca93cb72c9bf15ccaa",
                                "gpu-t4")
                        .withInstances(0, 3));
        replicate
                .predictions()
                .create(CreatePrediction.deployment("acme/upscaler")
                        .input("image", "https://example.com/boat.png")
                        .build());
        replicate.deployments().update("acme/upscaler", UpdateDeployment.of().withInstances(1, 5));
        // endregion
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void trainings() {
        answer(201, "{\"id\": \"t1\", \"status\": \"starting\"}");
        answer(200, "{\"id\": \"t1\", \"status\": \"succeeded\", \"output\": {\"version\": \"acme/boats:v2\"}}");
        Replicate replicate = replicate();
        String trainer = "acme/trainer:" + VERSION;
        // region trainings
        Training training = replicate
                .trainings()
                .create(CreateTraining.of(trainer, "acme/boats")
                        .input("input_images", "https://example.com/boats.zip")
                        .webhook(URI.create("https://example.com/webhooks/replicate"))
                        .events(WebhookEventType.COMPLETED)
                        .build());
        replicate.trainings().get(training.id()).trainedVersion().ifPresent(this::handle);
        // endregion
        assertThat(seen).containsExactly("acme/boats:v2");
    }

    @Test
    void others() {
        answer(200, "{\"username\": \"acme\"}");
        answer(200, "[]");
        answer(200, "{\"results\": [{\"slug\": \"boats\"}]}");
        answer(200, "{\"models\": []}");
        Replicate replicate = replicate();
        // region others
        handle(replicate.account().username().orElseThrow());
        replicate.hardware().forEach(hardware -> handle(hardware.sku()));
        replicate.collections().list().stream().forEach(this::handle);
        replicate.search("paper boats", 10).models().forEach(hit -> handle(hit.model()));
        // endregion
        assertThat(seen).extracting(Object::toString).containsExactly("acme", "ModelCollection[boats]");
    }

    @Test
    void errors() {
        answer(422, "{\"invalid_fields\": [{\"field\": \"input.prompt\", \"description\": \"is required\"}]}");
        Replicate replicate = replicate();
        CreatePrediction request = request();
        // region errors
        try {
            replicate.predictions().create(request);
        } catch (InvalidInputException e) {
            e.invalidFields().forEach(this::handle); // which field, and what was expected
        } catch (RateLimitedException e) {
            handle(e.retryAfter()); // nothing was made; try again later
        } catch (ReplicateConnectionException e) {
            handle(e.mayHaveBeenReceived()); // false: nothing was made; true: its webhooks will tell
        }
        // endregion
        assertThat(seen).extracting(Object::toString).containsExactly("input.prompt: is required");
    }

    @Test
    void async() {
        answer(201, PREDICTION);
        Replicate replicate = replicate();
        CreatePrediction request = request();
        // region async
        replicate.predictions().createAsync(request).thenAccept(this::handle).join();
        // endregion
        assertThat(seen).hasSize(1);
    }

    @Test
    void webhook() {
        String secret = "whsec_dGhlLXNpZ25pbmcta2V5LW9mLXRoZS1kZW1vIQ==";
        byte[] body = succeeded("null").getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers =
                WebhookSigner.of(SigningSecret.parse(secret)).headers("msg_1", Instant.now(), body);
        // region webhook
        WebhookVerifier verifier = WebhookVerifier.of(SigningSecret.parse(secret));

        Verdict verdict = verifier.verify(WebhookHeaders.of(headers), body);
        if (verdict instanceof Verdict.Accepted accepted) {
            handle(accepted.event().run());
        } else if (verdict instanceof Verdict.Rejected rejected) {
            handle(rejected.explanation());
        }
        // endregion
        assertThat(seen).extracting(Object::toString).containsExactly("Prediction[id=p1, model=, status=succeeded]");
    }

    @Test
    void thePageShowsWhatIsRunHere() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/hookline/replicate/ClientExamplesTest.java"));
        Map<String, String> regions = new HashMap<>();
        Matcher region =
                Pattern.compile("(?s) *// region (\\w+)\\n(.*?) *// endregion").matcher(source);
        while (region.find()) {
            regions.put(region.group(1), region.group(2).stripTrailing().stripIndent());
        }
        Matcher block = Pattern.compile("(?s)<!-- (\\w+) -->\\n```java\\n(.*?)```")
                .matcher(Files.readString(Path.of("../docs/client.md")));
        Map<String, String> shown = new HashMap<>();
        while (block.find()) {
            shown.put(block.group(1), block.group(2).strip());
        }

        assertThat(shown).hasSize(12).isEqualTo(regions);
    }
}
