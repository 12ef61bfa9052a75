package dev.hookline.dashboard.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.Multipart;
import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.TestPictures;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What may be uploaded and what may not, over HTTP; nothing that is refused stays on the disk. */
class UploadTest {
    private static final byte[] PHOTO = TestPictures.filled(200, 150, Color.ORANGE);
    private static final int MEGABYTE = 1024 * 1024;

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

    /** What is wrong with a file, and the file. */
    private static Stream<Arguments> bad() {
        byte[] svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.US_ASCII);
        byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);
        byte[] gif = "GIF89a\1\0\1\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                Arguments.of("no-picture", new byte[0]),
                Arguments.of("no-picture", svg),
                Arguments.of("no-picture", html),
                Arguments.of("no-picture", gif),
                Arguments.of("damaged", Arrays.copyOf(TestPictures.png(40, 40), 20)),
                Arguments.of("damaged", Arrays.copyOf(PHOTO, 10)),
                Arguments.of("too-many-pixels", TestPictures.headerOfPng(30_000, 30_000)),
                Arguments.of("too-many-pixels", TestPictures.headerOfPng(8_001, 5_000)),
                Arguments.of("too-large", Arrays.copyOf(PHOTO, 20 * MEGABYTE + 1)));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aFileThatCannotBeUsedIsNamedWhateverItCallsItselfAndNothingIsKept(String code, byte[] content)
            throws IOException {
        long before = filesKept();
        String newest = newestJob();

        JsonNode photo = problem(dashboard.upload(wanted().photo(PHOTO).photo(content)), 400);
        JsonNode template =
                problem(dashboard.upload(wanted().photo(PHOTO).file("template", "t.png", "image/png", content)), 400);

        assertThat(photo.path("errors")).hasSize(1);
        assertThat(photo.path("errors").path(0).path("field").asString()).isEqualTo("photos");
        assertThat(photo.path("errors").path(0).path("index").asInt()).isEqualTo(1);
        assertThat(photo.path("errors").path(0).path("code").asString()).isEqualTo(code);
        assertThat(photo.path("detail").asString()).startsWith("photos: number 2 ");
        assertThat(template.path("errors").path(0).path("field").asString()).isEqualTo("template");
        assertThat(template.path("errors").path(0).path("code").asString()).isEqualTo(code);
        assertThat(filesKept()).isEqualTo(before);
        assertThat(newestJob()).isEqualTo(newest);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        Multipart form = Multipart.form()
                .text("size", "2:3")
                .text("seed", "7")
                .photo(new byte[] {1})
                .photo(PHOTO)
                .photo(new byte[] {2});

        JsonNode problem = problem(dashboard.upload(form), 400);

        assertThat(StreamSupport.stream(problem.path("errors").spliterator(), false)
                        .map(error -> error.path("field").asString()
                                + error.path("index").asString("")))
                .containsExactly("prompt", "size", "photos0", "photos2", "seed");
    }

    private static Stream<Multipart> incomplete() {
        return Stream.of(
                wanted(),
                wanted().text("photos", "a text"),
                wanted().file("photos", "", "application/octet-stream", new byte[0]),
                tenPhotos().photo(PHOTO));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void fromOneToTenPhotosHaveToBeThere(Multipart form) {
        JsonNode problem = problem(dashboard.upload(form), 400);

        assertThat(problem.path("errors")).hasSize(1);
        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("photos");
    }

    @Test
    void oneTemplateIsTakenAndNotTwo() {
        Multipart form = wanted().photo(PHOTO)
                .file("template", "a.jpg", "image/jpeg", PHOTO)
                .file("template", "b.jpg", "image/jpeg", PHOTO);

        JsonNode problem = problem(dashboard.upload(form), 400);

        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("template");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1,2,2", "1,2,4", "0,1,2", "a,b,c", "3,2,1,", "1,2,3,4"})
    void anOrderThatDoesNotNameEachPhotoOnceIsRefused(String order) {
        Multipart form = wanted().photo(PHOTO).photo(PHOTO).photo(PHOTO).text("order", order);

        JsonNode problem = problem(dashboard.upload(form), 400);

        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("order");
    }

    @Test
    void aPromptThatIsAFileIsRefusedAsSuch() {
        Multipart form = Multipart.form()
                .file("prompt", "prompt.txt", "text/plain", PHOTO)
                .text("size", "9:16")
                .photo(PHOTO);

        JsonNode problem = problem(dashboard.upload(form), 400);

        assertThat(problem.path("errors").path(0).path("field").asString()).isEqualTo("prompt");
        assertThat(problem.path("errors").path(0).path("code").asString()).isEqualTo("type");
    }

    @Test
    void aBodyThatIsLargerThanAllPhotosCanBeIsRefusedUnread() throws IOException {
        byte[] megabyte = new byte[MEGABYTE];
        Iterable<byte[]> large =
                () -> IntStream.range(0, 231).mapToObj(i -> megabyte).iterator();

        HttpResponse<String> answer = dashboard.send(dashboard
                .request("/api/jobs/custom-prompt")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(large), 231L * MEGABYTE)));

        assertThat(problem(answer, 413).path("errors").path(0).path("field").asString())
                .isEqualTo("body");
        assertThat(filesIn("uploads")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=y"})
    void aBodyThatIsNoWholeFormIsRefused(String contentType) {
        HttpResponse<String> answer = dashboard.send(dashboard
                .request("/api/jobs/custom-prompt")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("--x\r\nno form")));

        problem(answer, 400);
    }

    @Test
    void whatTheFileIsCalledMakesNoDifference() throws IOException {
        Multipart form = wanted().file("photos", "../../เรือ.html", "text/html", PHOTO);

        String id = dashboard.startJob(form);

        String url = dashboard
                .json("/api/jobs/" + id + "/originals")
                .path("photos")
                .path(0)
                .path("url")
                .asString();
        HttpResponse<byte[]> original = dashboard.getBytes(url);
        assertThat(original.body()).isEqualTo(PHOTO);
        assertThat(original.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(original.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        dashboard.awaitEnd(id);
        assertThat(filesIn("uploads")).isZero();
    }

    private static Multipart wanted() {
        return Multipart.form().text("prompt", "a sunny morning").text("size", "9:16");
    }

    private static Multipart tenPhotos() {
        Multipart form = wanted();
        for (int i = 0; i < 10; i++) {
            form = form.photo(PHOTO);
        }
        return form;
    }

    private static String newestJob() {
        return dashboard
                .json("/api/jobs?limit=1")
                .path("jobs")
                .path(0)
                .path("id")
                .asString("none");
    }

    private static long filesKept() throws IOException {
        return filesIn("files") + filesIn("uploads");
    }

    private static long filesIn(String folder) throws IOException {
        if (!Files.exists(data.resolve(folder))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(data.resolve(folder))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static JsonNode problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        return RunningDashboard.parse(answer.body());
    }
}
