package dev.hookline.dashboard.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.dashboard.picture.Derivations;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.PictureFormat;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.dashboard.support.DrawnReplicate;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.gateway.CreateCall;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoFlowsTest {
    private static final String BANANA = "google/nano-banana-pro";
    private static final String PROMPT = "a sunny morning";
    private static final List<Color> COLORS = List.of(Color.RED, Color.GREEN, Color.BLUE);

    private final DrawnReplicate replicate = new DrawnReplicate();
    private final InMemoryJobStore store = InMemoryJobStore.create();
    private LocalFileStore files;
    private Pictures pictures;
    private Flows flows;
    private Engine engine;

    @BeforeEach
    void start(@TempDir Path folder) {
        files = LocalFileStore.create(folder);
        pictures = new Pictures(files, new Derivations());
        flows = Flows.define(pictures, StepOptions.DEFAULTS);
        engine = Engine.builder()
                .store(store)
                .files(files)
                .gateway(replicate)
                .callbackUrl(URI.create("https://dashboard.test/webhooks/replicate"))
                .workflows(
                        flows.customPrompt().workflow(), flows.templateMerge().workflow())
                .build();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"SQUARE, 2048, 2048", "PORTRAIT, 1080, 1350", "STORY, 1080, 1920"})
    void eachPhotoBecomesAFileOfTheWantedSizeInTheOrderOfThePhotos(OutputSize size, int width, int height)
            throws IOException {
        Job job = end(engine.start(flows.customPrompt().workflow(), edits(size, COLORS)));

        List<Picture> made = engine.output(flows.customPrompt().workflow(), job).orElseThrow();
        assertThat(made).hasSameSizeAs(COLORS);
        for (int i = 0; i < made.size(); i++) {
            BufferedImage read = read(made.get(i));
            assertThat(read.getWidth()).isEqualTo(width).isEqualTo(made.get(i).width());
            assertThat(read.getHeight()).isEqualTo(height).isEqualTo(made.get(i).height());
            assertThat(TestPictures.nearest(read, width / 2, height / 2, COLORS))
                    .isEqualTo(COLORS.get(i));
        }
    }

    @Test
    void theModelIsGivenThePreparedPhotoAndWhatTheUserAskedFor() {
        end(engine.start(flows.customPrompt().workflow(), edits(OutputSize.STORY, List.of(Color.RED))));

        CreateCall call = replicate.calls().get(0);
        assertThat(replicate.calls()).hasSize(1);
        assertThat(call.model()).isEqualTo(BANANA);
        assertThat(call.input())
                .containsOnlyKeys(
                        "prompt", "image_input", "aspect_ratio", "resolution", "output_format", "safety_filter_level")
                .containsEntry("prompt", PROMPT)
                .containsEntry("aspect_ratio", "9:16")
                .containsEntry("resolution", "2K");
        BufferedImage input = TestPictures.decode(replicate.inputs(call).get(0));
        assertThat(replicate.inputs(call)).hasSize(1);
        assertThat(input.getWidth()).isEqualTo(1024);
        assertThat(input.getHeight()).isEqualTo(768);
        assertThat(replicate.inputs(call).get(0)).startsWith(0xFF, 0xD8, 0xFF);
    }

    // promise 9
    @ParameterizedTest
    @CsvSource({"SQUARE, 2048, 2048", "PORTRAIT, 1080, 1350", "STORY, 1080, 1920"})
    void theTemplateComesFirstAndThenThePhotosInOrderIntoOnePictureOfTheWantedSize(
            OutputSize size, int width, int height) throws IOException {
        Job job = end(engine.start(flows.templateMerge().workflow(), merge(size, COLORS)));

        Picture merged = engine.output(flows.templateMerge().workflow(), job).orElseThrow();
        BufferedImage read = read(merged);
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        List<Color> expected =
                Stream.concat(Stream.of(Color.WHITE), COLORS.stream()).toList();
        assertThat(IntStream.range(0, expected.size())
                        .mapToObj(i -> TestPictures.nearest(
                                read, (2 * i + 1) * width / (2 * expected.size()), height / 2, expected)))
                .isEqualTo(expected);
    }

    @Test
    void photosThatAreMergedAreKeptAsLargeAsTheModelGaveThem() throws IOException {
        Job job = end(engine.start(flows.templateMerge().workflow(), merge(OutputSize.PORTRAIT, COLORS)));

        List<Job> items =
                store.children(new StepKey(job.id(), flows.templateMerge().items()));
        assertThat(items).hasSameSizeAs(COLORS);
        for (Job item : items) {
            Picture edited = flows.templateMerge().picture(engine, item).orElseThrow();
            assertThat(edited.width()).isEqualTo(1536);
            assertThat(edited.height()).isEqualTo(2048);
        }
        assertThat(replicate.calls()).hasSize(COLORS.size() + 1);
    }

    // promise 10
    @Test
    void aPhotoThatFailsHoldsTheMergeUpUntilItIsTriedAgainAlone() throws IOException {
        replicate.refuse(1);
        JobId id = engine.start(flows.templateMerge().workflow(), merge(OutputSize.STORY, COLORS));
        Job partial = end(id);
        int paid = replicate.calls().size();
        Job failed = store.children(new StepKey(id, flows.templateMerge().items())).stream()
                .filter(item -> item.status() == JobStatus.FAILED)
                .findFirst()
                .orElseThrow();

        engine.retry(failed.id());

        assertThat(partial.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(end(id).status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(replicate.calls()).hasSize(paid + 2);
    }

    @Test
    void aTemplateThatIsDamagedFailsTheJobWithWords() throws IOException {
        Picture photo = photo(Color.RED);
        byte[] bytes = TestPictures.headerOfPng(40, 40);
        Picture damaged = pictures.add(new ByteArrayInputStream(bytes), PictureFormat.PNG);

        Job job = end(engine.start(
                flows.templateMerge().workflow(),
                new TemplateMerge(damaged, new CustomPrompt(PROMPT, OutputSize.STORY, List.of(photo)))));

        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.state().findError().orElseThrow().message()).contains("The picture is damaged");
    }

    private TemplateMerge merge(OutputSize size, List<Color> colors) throws IOException {
        byte[] template = TestPictures.filled(3_000, 2_000, Color.WHITE);
        return new TemplateMerge(
                pictures.add(new ByteArrayInputStream(template), PictureFormat.JPEG), edits(size, colors));
    }

    private CustomPrompt edits(OutputSize size, List<Color> colors) {
        return new CustomPrompt(PROMPT, size, colors.stream().map(this::photo).toList());
    }

    private Picture photo(Color color) {
        try {
            byte[] bytes = TestPictures.filled(1_600, 1_200, color);
            return pictures.add(new ByteArrayInputStream(bytes), PictureFormat.JPEG);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Job end(JobId id) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> engine.find(id).orElseThrow(), job -> job.status().isEnd());
    }

    private BufferedImage read(Picture picture) throws IOException {
        try (InputStream content = files.open(picture.file().name())) {
            return TestPictures.decode(content.readAllBytes());
        }
    }
}
