package dev.hookline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hookline.file.StoredFile;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.replicate.Replicate;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.Received;
import dev.hookline.simulator.WebhookEvent;
import dev.hookline.webhook.SigningSecret;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.EngineBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each way in which a product that was built by hand lost, doubled or stuck its users' pictures, one test for each, over
 * real HTTP, on every store.
 */
@ParameterizedClass
@SuppressWarnings("NullAway.Init")
@EnumSource(Backend.class)
class ProductionFailuresTest {
    /** Every photo is drawn and then copied by a second prediction, as the product upscaled its pictures. */
    private static final Workflow<Flows.Line, List<StoredFile>> ALBUM = Workflow.define(
            "album",
            Flows.Line.class,
            flow -> flow.forEach(
                    "photo",
                    flow.input(),
                    line -> line.words().stream().map(Flows.Word::new).toList(),
                    Flows.PICTURE));

    private static final List<String> TEN =
            IntStream.range(0, 10).mapToObj(number -> "photo" + number).toList();

    @Parameter
    private Backend backend;

    @TempDir
    private Path folder;

    private World world;
    private Node node;

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private void open() throws IOException {
        open(Duration.ofMillis(5), builder -> builder.lostAnswerGrace(World.PATIENCE));
    }

    private void open(Duration latency, UnaryOperator<EngineBuilder> settings) throws IOException {
        world = World.open(backend, folder, latency);
        node = world.startNode(builder -> settings.apply(builder.workflows(ALBUM)));
    }

    private Received received() {
        return world.replicate().received();
    }

    private JobId startAlbum(List<String> photos) {
        return node.engine().start(ALBUM, new Flows.Line(photos, false));
    }

    private List<String> pictures(JobId id) {
        Job job = World.ended(node, id);
        assertThat(job.status()).as("%s", job.state()).isEqualTo(JobStatus.SUCCEEDED);
        return node.engine().output(ALBUM, job).orElseThrow().stream()
                .map(this::contentOf)
                .toList();
    }

    private static List<String> copies(List<String> photos) {
        return photos.stream().map(photo -> "copy of drawn " + photo).toList();
    }

    private String contentOf(StoredFile file) {
        try (InputStream in = world.files().open(file.name())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertEachWasPaidForOnce(int predictions) {
        assertThat(received().predictionsMade()).isEqualTo(predictions);
        assertThat(received().creationsByWebhookPath().values()).containsOnly(1L);
    }

    @Test
    void n01AWebhookThatCameBeforeItsPredictionWasSavedWasLost() throws IOException {
        open();
        world.replicate().inject(Fault.webhooksBeforeAnswer());

        assertThat(pictures(startAlbum(List.of("early")))).isEqualTo(copies(List.of("early")));
        assertEachWasPaidForOnce(2);
        assertThat(received().deliveries()).allMatch(Received.Delivery::taken);
    }

    @Test
    void n02TwoWebhooksAtTheSameMomentLostAPicture() throws IOException {
        open();
        world.replicate().inject(Fault.repeatWebhooks(3));

        assertThat(pictures(startAlbum(TEN))).isEqualTo(copies(TEN));
        assertEachWasPaidForOnce(20);
    }

    @Test
    void n03TheLastTwoPhotosStartedTheMergeTwice() throws IOException {
        open();
        for (int round = 0; round < 5; round++) {
            World.ended(node, node.engine().start(Flows.JOINED, new Flows.Line(List.of("a", "b"), false)));
        }

        assertThat(received().predictionsMade("acme/join")).isEqualTo(5);
    }

    @Test
    void n04TheUpscaleWasStartedTwiceForOnePicture() throws IOException {
        open();
        world.replicate().inject(Fault.repeatWebhooks(2), Fault.shuffleWebhooks(Duration.ofMillis(30)));

        pictures(startAlbum(List.of("one", "two")));

        assertThat(received().predictionsMade("acme/copy")).isEqualTo(2);
    }

    @Test
    void n05ALateDeliveryForTheFirstPredictionFoundNoPicture() throws IOException {
        open();
        JobId id = startAlbum(List.of("late"));
        List<String> before = pictures(id);
        Received.Creation first = received().creations().get(0);

        int answer = new Messages(world.replicate(), world.door()).succeed(first, "https://example.com/other.png");

        assertThat(answer).isEqualTo(200);
        assertThat(pictures(id)).isEqualTo(before);
        assertEachWasPaidForOnce(2);
    }

    @Test
    void n06PicturesWentDeadAfterAnHour() throws IOException {
        open();
        JobId id = startAlbum(List.of("lasting"));
        World.ended(node, id);

        world.replicate().removeOutputs();

        assertThat(pictures(id)).isEqualTo(copies(List.of("lasting")));
    }

    @Test
    void n07ADownloadThatTookLongFailedTheJob() throws IOException {
        open();
        world.replicate()
                .inject(
                        Fault.delayDownload(Duration.ofSeconds(2)).times(1),
                        Fault.cutDownload().times(1),
                        Fault.failDownload(503).times(1));

        assertThat(pictures(startAlbum(List.of("slow")))).isEqualTo(copies(List.of("slow")));
        assertEachWasPaidForOnce(2);
    }

    @Test
    void n08ACanceledPredictionOrALostWebhookLeftTheJobProcessingForEver() throws IOException {
        open(Duration.ofMillis(200), builder -> builder);
        world.replicate()
                .inject(Fault.loseWebhooks().onEvent(WebhookEvent.COMPLETED).onInput("lost"));
        JobId lost = node.engine().start(Flows.HASTY, new Flows.Word("lost"));
        JobId canceled = node.engine().start(Flows.SLOWLY_SHOUTED, new Flows.Word("canceled"));
        await().atMost(World.PATIENCE).until(() -> received().predictionsMade("acme/slow") == 1);

        try (Replicate somebodyElse = client()) {
            received().creations().stream()
                    .filter(creation -> creation.model().equals("acme/slow"))
                    .forEach(creation -> somebodyElse.predictions().cancel(creation.predictionId()));
        }

        assertThat(World.ended(node, canceled).state().findError().map(JobError::code))
                .contains("prediction-canceled");
        assertThat(World.ended(node, lost).status()).isEqualTo(JobStatus.SUCCEEDED);
    }

    private Replicate client() {
        return Replicate.builder()
                .baseUrl(URI.create(world.replicate().url()))
                .token(world.replicate().token())
                .build();
    }

    @Test
    void n09OneFailedPhotoFailedTheNineOthersAndRetryingStartedAllAgain() throws IOException {
        open();
        world.replicate()
                .inject(Fault.failModel("The picture shows what must not be shown")
                        .onInput("photo4")
                        .times(1));
        JobId id = startAlbum(TEN);
        assertThat(World.ended(node, id).status()).isEqualTo(JobStatus.PARTIAL);
        List<Job> items = world.look()
                .children(world.look().load(id).orElseThrow().steps().get(0).key());
        assertThat(items)
                .filteredOn(item -> item.status() == JobStatus.SUCCEEDED)
                .hasSize(9);
        assertThat(received().predictionsMade()).isEqualTo(19);

        node.engine().retry(items.get(4).id());

        await().atMost(World.PATIENCE).until(() -> node.find(id).status() == JobStatus.SUCCEEDED);
        assertThat(pictures(id)).isEqualTo(copies(TEN));
        assertThat(received().predictionsMade()).isEqualTo(21);
    }

    @Test
    void n10ErrorsThatMayPassWereNotTriedAgain() throws IOException {
        open();
        world.replicate()
                .inject(
                        Fault.failModel("Prediction failed to start (E6716)").times(1),
                        Fault.failModel("Director: unexpected error (E9243)").times(1));

        assertThat(pictures(startAlbum(List.of("patient")))).isEqualTo(copies(List.of("patient")));
        assertThat(received().predictionsMade()).isEqualTo(4);
    }

    @Test
    void n11RateLimitsAndMissingCreditWereTreatedAsAnyOtherError() throws IOException {
        open();
        world.replicate().inject(Fault.tooManyRequests(Duration.ofSeconds(1)).times(2));
        assertThat(pictures(startAlbum(List.of("busy", "busier")))).isEqualTo(copies(List.of("busy", "busier")));
        assertEachWasPaidForOnce(4);

        world.replicate().inject(Fault.paymentRequired().times(1));
        Job poor = World.ended(node, startAlbum(List.of("poor")));
        assertThat(poor.state().findError().map(JobError::message).orElseThrow())
                .contains("no credit left");
    }

    @Test
    void n12WithoutASecretEveryRequestWasAcceptedAndSecretsWereLogged() throws IOException {
        open();
        assertThatThrownBy(WebhookVerifier::of).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningSecret.parse("")).isInstanceOf(IllegalArgumentException.class);
        JobId id = node.engine().start(Flows.SLOWLY_SHOUTED, new Flows.Word("mine"));
        await().atMost(World.PATIENCE).until(() -> received().createsAnswered() == 1);
        Received.Creation creation = received().creations().get(0);
        byte[] body = Messages.succeeded(creation.predictionId(), "forged");
        Messages messages = new Messages(world.replicate(), world.door());
        String other = "whsec_" + "c29tZWJvZHkgZWxzZSdzIHNlY3JldA==";

        try (LogLines log = LogLines.listen()) {
            assertThat(messages.send(creation.webhookPath(), Map.of(), body)).isEqualTo(401);
            assertThat(messages.send(creation.webhookPath(), messages.signed(other, Instant.now(), body), body))
                    .isEqualTo(401);
            assertThat(log.lines())
                    .isNotEmpty()
                    .noneMatch(line -> Stream.of(
                                    world.replicate().secret(),
                                    world.replicate().token(),
                                    tokenOf(creation),
                                    "v1,")
                            .anyMatch(line::contains));
        }
        assertThat(node.find(id).status()).isEqualTo(JobStatus.PROCESSING);
        assertThat(messages.succeed(creation, "true")).isEqualTo(200);
    }

    private static String tokenOf(Received.Creation creation) {
        return creation.webhookPath().substring(creation.webhookPath().lastIndexOf('/') + 1);
    }

    @Test
    void n13ProcessingRanInsideTheWebhookRequest() throws IOException {
        open();
        world.replicate().inject(Fault.delayDownload(Duration.ofSeconds(3)).times(1));
        JobId id = startAlbum(List.of("heavy"));

        await().atMost(World.PATIENCE)
                .until(() -> received().deliveries().stream()
                        .anyMatch(delivery -> delivery.event() == WebhookEvent.COMPLETED && delivery.taken()));
        assertThat(node.find(id).status()).isEqualTo(JobStatus.PROCESSING);

        assertThat(pictures(id)).isEqualTo(copies(List.of("heavy")));
        assertThat(received().deliveries()).allMatch(Received.Delivery::taken);
    }

    @Test
    void n14PicturesCameBackInTheOrderOfCompletion() throws IOException {
        open();
        world.replicate().inject(Fault.delayWebhooks(Duration.ofMillis(700)).onInput("photo0"));

        assertThat(pictures(startAlbum(TEN))).isEqualTo(copies(TEN));
    }

    @Test
    void n15ARestartBetweenTwoStepsStoppedTheChain() throws IOException {
        open(Duration.ofMillis(200), builder -> builder.lease(Duration.ofSeconds(1)));
        JobId id = startAlbum(TEN);
        await().atMost(World.PATIENCE).until(() -> received().predictionsMade("acme/draw") == 10);
        node.vanish();

        node = world.startNode(builder -> builder.workflows(ALBUM).lostAnswerGrace(Duration.ofSeconds(2)));

        assertThat(pictures(id)).isEqualTo(copies(TEN));
    }

    @Test
    void n16TwoPicturesHadTheSameName() throws IOException {
        open();
        List<JobId> jobs = List.of(startAlbum(TEN), startAlbum(TEN));

        assertThat(jobs.stream()
                        .map(id -> World.ended(node, id))
                        .map(job -> node.engine().output(ALBUM, job).orElseThrow())
                        .flatMap(Collection::stream)
                        .map(StoredFile::name))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void n17DeletingARunningJobLeftWebhooksThatFailedAndPredictionsThatCostMoney() throws IOException {
        open(Duration.ofMillis(100), builder -> builder);
        JobId id = node.engine().start(Flows.SLOWLY_JOINED, new Flows.Line(List.of("x", "y"), false));
        await().atMost(World.PATIENCE).until(() -> received().createsAnswered() == 2);

        assertThat(node.engine().delete(id)).isTrue();

        await().atMost(World.PATIENCE)
                .until(() -> received().deliveries().stream()
                                .filter(delivery -> delivery.event() == WebhookEvent.COMPLETED)
                                .count()
                        == 2);
        try (Replicate client = client()) {
            assertThat(received().creations())
                    .allMatch(creation ->
                            client.predictions().get(creation.predictionId()).isTerminal());
        }
        assertThat(received().deliveries()).allMatch(Received.Delivery::taken);
        assertThat(node.engine().find(id)).isEmpty();
    }
}
