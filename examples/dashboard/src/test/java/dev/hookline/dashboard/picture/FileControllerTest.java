package dev.hookline.dashboard.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.dashboard.support.RunningDashboard;
import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.file.FileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileControllerTest {
    private static RunningDashboard dashboard;

    @BeforeAll
    static void start(@TempDir Path data) {
        dashboard = RunningDashboard.start(data);
    }

    @AfterAll
    static void stop() {
        dashboard.close();
    }

    @Test
    void aPictureIsServedAsWhatItIsAndKeptForEver() throws IOException {
        byte[] picture = TestPictures.png(300, 200);

        HttpResponse<byte[]> answer = dashboard.getBytes("/files/" + stored(picture, "image/png"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(picture);
        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("inline");
        assertThat(header(answer, "Cache-Control"))
                .contains("max-age=31536000")
                .contains("private")
                .contains("immutable");
    }

    @Test
    void aPictureCanBeDownloadedUnderItsName() throws IOException {
        String name = stored(TestPictures.jpeg(30, 20), "image/jpeg");

        HttpResponse<byte[]> answer = dashboard.getBytes("/files/" + name + "?download");

        assertThat(header(answer, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"" + name + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "application/xhtml+xml", "text/plain", "application/pdf"})
    void whatIsNoPictureIsNeverShown(String type) throws IOException {
        byte[] content = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);

        HttpResponse<byte[]> answer = dashboard.getBytes("/files/" + stored(content, type));

        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/0123456789abcdef0123456789abcdef.png",
                "/files/nope",
                "/files/..%2Fhookline.mv.db",
                "/files/..%5Chookline.mv.db",
                "/previews/0123456789abcdef0123456789abcdef.png",
                "/previews/..%2F..%2Fhookline.png",
                "/previews/nope"
            })
    void whatIsNotThereIsNotFound(String path) {
        assertThat(dashboard.get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void aPreviewIsSmallAndTheSameTheSecondTime() throws IOException {
        String name = stored(TestPictures.png(2048, 2048), "image/png");

        HttpResponse<byte[]> first = dashboard.getBytes("/previews/" + name);
        HttpResponse<byte[]> second = dashboard.getBytes("/previews/" + name);

        assertThat(header(first, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(TestPictures.decode(first.body()).getWidth()).isEqualTo(640);
        assertThat(second.body()).isEqualTo(first.body());
    }

    private static String stored(byte[] content, String type) throws IOException {
        return dashboard
                .bean(FileStore.class)
                .put(new ByteArrayInputStream(content), type)
                .name();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
