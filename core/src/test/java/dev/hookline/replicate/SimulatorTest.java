package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.webhook.RotatingSecrets;
import dev.hookline.webhook.WebhookEvent;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a Replicate that someone else wrote from the same description. */
class SimulatorTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @StartStop
    public final MockWebServer receiver = new MockWebServer();

    @TempDir
    Path folder;

    private final ReplicateSimulator simulator = ReplicateSimulator.builder()
            .startup(Duration.ofMillis(10))
            .latency(Duration.ofMillis(10))
            .start();
    private final Replicate replicate = Replicate.builder()
            .token(simulator.token())
            .baseUrl(URI.create(simulator.url()))
            .rateLimits(RateLimits.none())
            .build();

    @AfterEach
    void close() {
        replicate.close();
        simulator.close();
    }

    private static CreatePrediction.Builder instant() {
        return CreatePrediction.model("simulator/instant").input("prompt", "a boat");
    }

    @Test
    void aPictureIsMadeAndSaved() throws IOException {
        CreatePrediction request = CreatePrediction.model("google/imagen-4-ultra")
                .input("prompt", "a paper boat on the river")
                .input("output_format", "png")
                .build();

        Prediction prediction = replicate.predictions().run(request, LONG);

        assertThat(prediction.status()).isEqualTo(Prediction.Status.SUCCEEDED);
        try (Download picture = replicate.open(prediction.output().uri())) {
            SavedFile saved = picture.saveTo(folder.resolve("boat.png"));
            assertThat(picture.contentType()).contains("image/png");
            assertThat(picture.length()).hasValue(saved.sizeBytes());
            assertThat(saved.sizeBytes()).isGreaterThan(1_000);
        }
    }

    @Test
    void itsWebhooksVerifyAlsoAfterARotation() throws InterruptedException {
        WebhookVerifier verifier = WebhookVerifier.of(RotatingSecrets.of(replicate));
        for (int round = 0; round < 2; round++) {
            receiver.enqueue(new MockResponse.Builder().build());
            Prediction created = replicate
                    .predictions()
                    .create(instant()
                            .webhook(receiver.url("/hook").uri())
                            .events(WebhookEventType.COMPLETED)
                            .build());

            RecordedRequest webhook = receiver.takeRequest(20, TimeUnit.SECONDS);

            assertThat(webhook).isNotNull();
            if (webhook != null) {
                WebhookEvent event = verifier.verify(
                                WebhookHeaders.single(webhook.getHeaders()::get),
                                webhook.getBody().toByteArray())
                        .orThrow();
                assertThat(event.run().id()).isEqualTo(created.id());
                assertThat(event.type()).isEqualTo(WebhookEventType.COMPLETED);
            }
            simulator.rotateSecret();
        }
    }

    @Test
    void aTextIsStreamedAsItIsWritten() {
        Prediction prediction = replicate
                .predictions()
                .create(CreatePrediction.model("meta/meta-llama-3-70b-instruct")
                        .input("prompt", "boats")
                        .build());

        String text;
        try (PredictionStream stream = replicate.predictions().stream(prediction)) {
            text = stream.events()
                    .filter(event -> event.kind() == StreamEvent.Kind.OUTPUT)
                    .map(StreamEvent::data)
                    .collect(Collectors.joining());
        }

        Prediction ended = replicate.predictions().await(prediction, LONG);
        assertThat(text).isNotBlank().isEqualTo(ended.output().text());
    }

    @Test
    void aTextIsWaitedForByItsStream() {
        Prediction created = replicate
                .predictions()
                .create(CreatePrediction.model("meta/meta-llama-3-70b-instruct")
                        .input("prompt", "boats")
                        .build());

        Prediction ended = replicate.predictions().await(created, LONG);

        assertThat(ended.status()).isEqualTo(Prediction.Status.SUCCEEDED);
        assertThat(ended.output().text()).isNotBlank();
        assertThat(simulator.received().calls()).containsEntry("GET /v1/predictions/{id}", 1L);
    }

    @Test
    void aPredictionIsCanceled() {
        Prediction slow = replicate
                .predictions()
                .create(CreatePrediction.model("simulator/slow")
                        .input("seconds", 30)
                        .build());

        replicate.predictions().cancel(slow.id());

        assertThat(replicate.predictions().await(slow, LONG).status())
                .isIn(Prediction.Status.CANCELED, Prediction.Status.ABORTED);
    }

    @Test
    void aLongListIsWalkedToItsEnd() {
        Set<String> made =
                IntStream.range(0, 130)
                        .mapToObj(i ->
                                replicate.predictions().createAsync(instant().build()))
                        .toList()
                        .stream()
                        .map(create -> create.join().id())
                        .collect(Collectors.toSet());

        assertThat(replicate.predictions().list(PredictionFilter.all()).stream().map(Prediction::id))
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aLargeFileIsUploadedUsedReadAndDeleted() throws IOException {
        byte[] content = new byte[300_000];
        FileObject file = replicate.files().create(content, "application/octet-stream", "zeros.bin");

        assertThat(file.sizeBytes()).isEqualTo(content.length);
        assertThat(replicate.files().get(file.id()).sha256()).isEqualTo(file.sha256());
        assertThat(replicate.files().list().stream().map(FileObject::id)).contains(file.id());
        try (Download download = replicate.open(URI.create(simulator.downloadUrl(file.id())))) {
            assertThat(download.stream().readAllBytes()).isEqualTo(content);
        }
        Prediction echo =
                replicate.predictions().run(instant().input("file", content).build(), LONG);
        assertThat(echo.output().json().path("file").stringValue()).startsWith(simulator.url());
        replicate.files().delete(file.id());
        assertThat(catchThrowableOfType(
                        NotFoundException.class, () -> replicate.files().get(file.id())))
                .isNotNull();
    }

    @Test
    void aLostAnswerSaysThatAPredictionMayHaveBeenMade() {
        simulator.inject(Fault.loseAnswer().times(1));

        ReplicateConnectionException failure = catchThrowableOfType(
                ReplicateConnectionException.class,
                () -> replicate.predictions().create(instant().build()));

        assertThat(failure.mayHaveBeenReceived()).isTrue();
        assertThat(simulator.received().predictionsMade()).isEqualTo(1);
    }

    @Test
    void refusalsAreWhatTheySay() {
        simulator.inject(Fault.tooManyRequests(Duration.ofSeconds(1)).times(1));
        assertThat(replicate.predictions().create(instant().build()).id()).isNotEmpty();
        assertThat(simulator.received().predictionsMade()).isEqualTo(1);

        simulator.inject(Fault.paymentRequired().times(1));
        assertThat(catchThrowableOfType(
                        PaymentRequiredException.class,
                        () -> replicate.predictions().create(instant().build())))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        NotFoundException.class, () -> replicate.predictions().get("nothing")))
                .isNotNull();
        InvalidInputException invalid = catchThrowableOfType(
                InvalidInputException.class,
                () -> replicate
                        .predictions()
                        .create(CreatePrediction.model("google/imagen-4-ultra").build()));
        assertThat(invalid.invalidFields())
                .extracting(InvalidField::description)
                .contains("prompt is required");
    }

    @Test
    void modelsAreFoundAndRead() {
        assertThat(replicate
                        .models()
                        .get("google/imagen-4-ultra")
                        .latestVersion()
                        .flatMap(ModelVersion::schema))
                .isPresent();
        assertThat(replicate.models().list(ModelOrder.NEWEST_FIRST).stream()).isNotEmpty();
        assertThat(replicate.models().search("imagen").results()).isNotEmpty();
        assertThat(replicate.search("imagen", 5).models()).isNotEmpty();
        assertThat(replicate.models().readme("google/imagen-4-ultra")).isNotBlank();
    }

    @Test
    void theRestOfTheAccountCanBeLookedAt() {
        assertThat(replicate.account().username()).isPresent();
        assertThat(replicate.hardware()).extracting(Hardware::sku).isNotEmpty();
        List<String> slugs = replicate.collections().list().stream()
                .flatMap(collection -> collection.slug().stream())
                .toList();
        assertThat(slugs).isNotEmpty();
        assertThat(replicate.collections().get(slugs.get(0)).models()).isNotEmpty();
    }
}
