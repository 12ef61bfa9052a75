package dev.hookline.dashboard.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.dashboard.support.Multipart;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.dashboard.support.Visitor;
import dev.hookline.simulator.Fault;
import dev.hookline.simulator.ReplicateSimulator;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Jobs that begin with photos, over HTTP, from the upload to the last file that is deleted. */
class PhotoApiTest {
    private static final String BANANA = "google/nano-banana-pro";
    private static final String PROMPT = "a sunny morning";
    private static final byte[] RED = TestPictures.filled(800, 600, Color.RED);
    private static final byte[] GREEN = TestPictures.filled(600, 800, Color.GREEN);
    private static final byte[] TEMPLATE = TestPictures.png(1_000, 1_250);

    private static RunningDashboard dashboard;

    @TempDir
    private static Path data;

    @BeforeAll
    static void start() {
        dashboard = RunningDashboard.start(data);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @AfterEach
    void mend() {
        replicate().clearFaults();
    }

    @Test
    void editedPhotosKeepTheirOrderAndTheirOriginals() {
        String id = dashboard.startJob(photos("3:4").photo(RED).photo(GREEN));

        JsonNode job = dashboard.awaitEnd(id);
        JsonNode originals = dashboard.json("/api/jobs/" + id + "/originals");

        assertThat(job.path("workflow").asString()).isEqualTo("custom-prompt");
        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(job.path("size").asString()).isEqualTo("3:4");
        assertThat(job.path("templateUrl").isNull()).isTrue();
        assertThat(job.path("images")).hasSize(2);
        job.path("images").forEach(image -> {
            BufferedImage file = file(image.path("url").asString());
            assertThat(file.getWidth())
                    .isEqualTo(1080)
                    .isEqualTo(image.path("width").asInt());
            assertThat(file.getHeight())
                    .isEqualTo(1350)
                    .isEqualTo(image.path("height").asInt());
        });
        assertThat(originals.path("template").isNull()).isTrue();
        assertThat(originals.path("photos")).hasSize(2);
        assertThat(bytes(originals.path("photos").path(0).path("url").asString()))
                .isEqualTo(RED);
        assertThat(bytes(originals.path("photos").path(1).path("url").asString()))
                .isEqualTo(GREEN);
        assertThat(originals.path("photos").path(1).path("height").asInt()).isEqualTo(800);
    }

    @Test
    void theChosenOrderCounts() {
        String id = dashboard.startJob(photos("9:16").photo(RED).photo(GREEN).text("order", "2, 1"));

        JsonNode originals = dashboard.json("/api/jobs/" + id + "/originals");

        assertThat(bytes(originals.path("photos").path(0).path("url").asString()))
                .isEqualTo(GREEN);
        assertThat(bytes(originals.path("photos").path(1).path("url").asString()))
                .isEqualTo(RED);
        dashboard.awaitEnd(id);
    }

    @Test
    void aTemplateMakesOnePictureWhoseUrlTheJobTells() {
        String id = dashboard.startJob(merge("1:1").photo(RED).photo(GREEN));

        JsonNode job = dashboard.awaitEnd(id);

        BufferedImage merged = file(job.path("templateUrl").asString());
        assertThat(job.path("workflow").asString()).isEqualTo("template-merge");
        assertThat(merged.getWidth()).isEqualTo(2048);
        assertThat(merged.getHeight()).isEqualTo(2048);
        assertThat(job.path("summary").toString())
                .isEqualTo("{\"total\":2,\"completed\":2,\"pending\":0,\"failed\":0}");
        assertThat(bytes(dashboard
                        .json("/api/jobs/" + id + "/originals")
                        .path("template")
                        .path("url")
                        .asString()))
                .isEqualTo(TEMPLATE);
    }

    @Test
    void allPicturesComeInOneZipUnderNamesThatSortInTheirOrder() throws IOException {
        String id = dashboard.startJob(merge("9:16").photo(RED).photo(GREEN));
        JsonNode job = dashboard.awaitEnd(id);

        HttpResponse<byte[]> zip = dashboard.getBytes("/api/jobs/" + id + "/pictures.zip");

        List<String> names = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                names.add(entry.getName());
                contents.add(entries.readAllBytes());
            }
        }
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(zip.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(names).containsExactly("01.png", "02.png", "merged.jpg").isSorted();
        assertThat(contents.get(1))
                .isEqualTo(bytes(job.path("images").path(1).path("url").asString()));
        assertThat(contents.get(2)).isEqualTo(bytes(job.path("templateUrl").asString()));
    }

    // promise 10
    @Test
    void aMergeThatFailedIsTriedAgainWithoutEditingThePhotosAgain() {
        replicate()
                .inject(Fault.flagAsSensitive()
                        .onModel(BANANA)
                        .onInput("template")
                        .times(1));
        String id = dashboard.startJob(merge("9:16").photo(RED).photo(GREEN));
        JsonNode failed = dashboard.awaitEnd(id);
        long paid = replicate().received().predictionsMade(BANANA);

        HttpResponse<String> answer = post("/api/jobs/" + id + "/retry");

        assertThat(failed.path("status").asString()).isEqualTo("failed");
        assertThat(failed.path("error").asString()).contains("sensitive");
        assertThat(failed.path("summary").path("completed").asInt()).isEqualTo(2);
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(dashboard.awaitEnd(id).path("status").asString()).isEqualTo("succeeded");
        assertThat(replicate().received().predictionsMade(BANANA)).isEqualTo(paid + 1);
    }

    // promise 10
    @Test
    void onePhotoThatFailedIsTriedAgainAloneAndThenMerged() {
        replicate().inject(Fault.flagAsSensitive().onModel(BANANA).times(1));
        String id = dashboard.startJob(merge("3:4").photo(RED).photo(GREEN));
        JsonNode partial = dashboard.awaitEnd(id);
        int index = StreamSupport.stream(partial.path("images").spliterator(), false)
                .filter(image -> image.path("status").asString().equals("failed"))
                .mapToInt(image -> image.path("index").asInt())
                .findFirst()
                .orElseThrow();
        long paid = replicate().received().predictionsMade(BANANA);

        post("/api/jobs/" + id + "/images/" + index + "/retry");

        JsonNode job = dashboard.awaitEnd(id);
        assertThat(partial.path("status").asString()).isEqualTo("partial");
        assertThat(partial.path("templateUrl").isNull()).isTrue();
        assertThat(job.path("status").asString()).isEqualTo("succeeded");
        assertThat(job.path("templateUrl").isNull()).isFalse();
        assertThat(replicate().received().predictionsMade(BANANA)).isEqualTo(paid + 2);
    }

    // promise 11
    @Test
    void aJobThatIsCanceledAndDeletedLeavesNothingOnTheDisk() throws IOException {
        List<Path> before = files();
        replicate().inject(Fault.delayWebhooks(Duration.ofSeconds(5)));
        long made = replicate().received().predictionsMade();
        String running = dashboard.startJob(merge("9:16").photo(RED).photo(GREEN));
        await().until(() -> replicate().received().predictionsMade() == made + 2);

        HttpResponse<String> canceled = post("/api/jobs/" + running + "/cancel");

        assertThat(canceled.statusCode()).isEqualTo(202);
        assertThat(dashboard.json("/api/jobs/" + running).path("status").asString())
                .isEqualTo("canceled");
        replicate().clearFaults();
        String done = dashboard.startJob(merge("9:16").photo(RED));
        JsonNode job = dashboard.awaitEnd(done);
        dashboard.getBytes(job.path("templateUrl").asString().replace("/files/", "/previews/"));
        assertThat(files()).hasSizeGreaterThan(before.size());

        for (String id : List.of(running, done)) {
            assertThat(dashboard
                            .send(dashboard.request("/api/jobs/" + id).DELETE())
                            .statusCode())
                    .isEqualTo(204);
        }

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aFormThatIsSentTwiceMakesOneJobAndKeepsItsPhotosOnce() throws IOException {
        Visitor visitor = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
        Multipart form = photos("9:16").photo(RED).text("key", "4a8bd1d2-9f5f-4a1b-8d1c-5b1f0c6f6f3a");
        long before = jobs();
        HttpResponse<String> first = visitor.upload("/", "/jobs/custom-prompt", form);
        dashboard.awaitEnd(dashboard
                .json("/api/jobs?limit=1")
                .path("jobs")
                .path(0)
                .path("id")
                .asString());
        List<Path> kept = files();

        HttpResponse<String> second = visitor.upload("/", "/jobs/custom-prompt", form);

        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(jobs()).isEqualTo(before + 1);
        assertThat(files()).isEqualTo(kept);
    }

    @Test
    void aFormThatIsFilledInWronglyComesBackAndSaysWhichPhotoIsWrong() {
        Visitor visitor = Visitor.signedIn(dashboard, RunningDashboard.USER, RunningDashboard.PASSWORD);
        Multipart form = photos("9:16").photo(RED).photo(new byte[] {1, 2, 3});

        HttpResponse<String> answer = visitor.upload("/", "/jobs/custom-prompt", form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("It is no picture in PNG, JPEG or WebP format")
                .contains(PROMPT);
    }

    @Test
    void theLogIsFilteredByLevelAndByStep() {
        replicate().inject(Fault.flagAsSensitive().onModel(BANANA).times(1));
        String id = dashboard.startJob(photos("9:16").photo(RED).photo(GREEN));
        dashboard.awaitEnd(id);

        JsonNode all = dashboard.json("/api/jobs/" + id + "/log");
        JsonNode warnings = dashboard.json("/api/jobs/" + id + "/log?level=warn");
        JsonNode edits = dashboard.json("/api/jobs/" + id + "/log?step=edit");

        assertThat(warnings.size()).isBetween(1, all.size() - 1);
        assertThat(warnings).noneMatch(line -> line.path("level").asString().equals("info"));
        assertThat(edits.size()).isBetween(1, all.size() - 1);
        assertThat(edits).allMatch(line -> line.path("step").asString().equals("edit"));
        assertThat(dashboard.get("/api/jobs/" + id + "/log?level=loud").statusCode())
                .isEqualTo(400);
        assertThat(dashboard.get("/jobs/" + id + "?level=error&step=edit").body())
                .contains("sensitive")
                .doesNotContain("Job accepted");
    }

    private static Multipart photos(String size) {
        return Multipart.form().text("prompt", PROMPT).text("size", size);
    }

    private static Multipart merge(String size) {
        return photos(size).file("template", "template.png", "image/png", TEMPLATE);
    }

    private static ReplicateSimulator replicate() {
        return dashboard.bean(ReplicateSimulator.class);
    }

    private static HttpResponse<String> post(String path) {
        return dashboard.send(dashboard.request(path).POST(BodyPublishers.noBody()));
    }

    private static long jobs() {
        return dashboard.json("/api/jobs?limit=100").path("jobs").size();
    }

    private static BufferedImage file(String url) {
        return TestPictures.decode(bytes(url));
    }

    private static byte[] bytes(String url) {
        HttpResponse<byte[]> answer = dashboard.getBytes(url);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** All that is kept but the database. */
    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().endsWith(".db"))
                    .sorted()
                    .toList();
        }
    }
}
