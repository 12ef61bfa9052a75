package dev.hookline.dashboard.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.dashboard.picture.Derivations;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.dashboard.support.DrawnReplicate;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.file.LocalFileStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobStatus;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.gateway.CreateCall;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextToImageFlowTest {
    private static final String PROMPT = "a lighthouse at dusk";

    private final DrawnReplicate replicate = new DrawnReplicate();
    private LocalFileStore files;
    private PictureFlow<TextToImage, List<Picture>> flow;
    private Engine engine;

    @BeforeEach
    void start(@TempDir Path folder) {
        files = LocalFileStore.create(folder);
        flow = Flows.define(new Pictures(files, new Derivations()), StepOptions.DEFAULTS)
                .textToImage();
        engine = Engine.builder()
                .store(InMemoryJobStore.create())
                .files(files)
                .gateway(replicate)
                .callbackUrl(URI.create("https://dashboard.test/webhooks/replicate"))
                .workflows(flow.workflow())
                .build();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({"SQUARE, 2048, 2048", "PORTRAIT, 1080, 1350", "STORY, 1080, 1920"})
    void eachSizeIsTheSizeOfTheStoredFiles(OutputSize size, int width, int height) throws IOException {
        List<Picture> made = make(new TextToImage(PROMPT, size, 2, OutputFormat.PNG));

        assertThat(made).hasSize(2);
        for (Picture picture : made) {
            BufferedImage read = read(picture);
            assertThat(read.getWidth()).isEqualTo(width).isEqualTo(picture.width());
            assertThat(read.getHeight()).isEqualTo(height).isEqualTo(picture.height());
        }
    }

    @Test
    void theModelIsAskedForThePromptTheAspectRatioAndTheFormatAndNothingElse() {
        make(new TextToImage(PROMPT, OutputSize.STORY, 1, OutputFormat.PNG));

        assertThat(replicate.calls()).extracting(CreateCall::model).containsExactly("google/imagen-4-ultra");
        assertThat(replicate.calls().get(0).input())
                .isEqualTo(Map.of("prompt", PROMPT, "aspect_ratio", "9:16", "output_format", "png"));
    }

    @Test
    void aModelThatWritesNoWebpIsAskedForPng() {
        make(new TextToImage(PROMPT, OutputSize.PORTRAIT, 1, OutputFormat.WEBP));

        assertThat(replicate.calls().get(0).input()).containsEntry("output_format", "png");
    }

    @Test
    void theUpscalerGetsAPictureThatItTakesAndDoublesIt() {
        make(new TextToImage(PROMPT, OutputSize.SQUARE, 1, OutputFormat.JPG));

        assertThat(replicate.calls())
                .extracting(CreateCall::model)
                .containsExactly("google/imagen-4-ultra", "nightmareai/real-esrgan");
        assertThat(replicate.calls().get(1).input())
                .containsEntry("scale", 2)
                .containsEntry("face_enhance", false)
                .containsOnlyKeys("image", "scale", "face_enhance");
    }

    @Test
    void onePictureThatFailsLeavesTheOthersUsable() {
        replicate.refuse(1);

        Job job = end(engine.start(flow.workflow(), new TextToImage(PROMPT, OutputSize.STORY, 3, OutputFormat.JPG)));

        assertThat(job.status()).isEqualTo(JobStatus.PARTIAL);
        assertThat(job.state().error())
                .extracting(JobError::message, InstanceOfAssertFactories.STRING)
                .contains("1 of 3 failed")
                .contains("sensitive");
    }

    private List<Picture> make(TextToImage wanted) {
        Job job = end(engine.start(flow.workflow(), wanted));
        return engine.output(flow.workflow(), job).orElseThrow();
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
