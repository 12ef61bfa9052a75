package dev.hookline.dashboard.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.dashboard.support.TestPictures;
import dev.hookline.file.LocalFileStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ResponseStatusException;

class FileControllerTest {
    private static final String JOB = "00000000000000000000000000";
    private static final Principal SOMEBODY = () -> "somebody";

    private LocalFileStore files;
    private FileController controller;

    /** Everything belongs to somebody. */
    @BeforeEach
    void open(@TempDir Path folder) {
        files = LocalFileStore.create(folder.resolve("files"));
        Previews previews = new Previews(new Pictures(files, new Derivations()), folder);
        controller = new FileController(
                files, previews, (owner, job, file) -> Optional.of("01.png").filter(title -> owner.equals("somebody")));
    }

    @Test
    void aPictureIsServedAsWhatItIsAndKeptForEver() throws IOException {
        byte[] picture = TestPictures.png(300, 200);

        ResponseEntity<Resource> answer =
                controller.file(JOB, stored(picture, "image/png"), Optional.empty(), SOMEBODY);

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo(picture);
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
    void aPictureCanBeDownloadedUnderANameForPeople() throws IOException {
        String name = stored(TestPictures.jpeg(30, 20), "image/jpeg");

        ResponseEntity<Resource> answer = controller.file(JOB, name, Optional.of(""), SOMEBODY);

        assertThat(header(answer, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=\"01.png\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "image/svg+xml", "application/xhtml+xml", "text/plain", "application/pdf"})
    void whatIsNoPictureIsNeverShown(String type) throws IOException {
        byte[] content = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.US_ASCII);

        ResponseEntity<Resource> answer = controller.file(JOB, stored(content, type), Optional.empty(), SOMEBODY);

        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123456789abcdef0123456789abcdef.png", "nope", "../hookline.mv.db", "..\\hookline.mv.db", ".png"
            })
    void whatIsNotThereIsNotFound(String name) {
        assertThatThrownBy(() -> controller.file(JOB, name, Optional.empty(), SOMEBODY))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> controller.preview(JOB, name, SOMEBODY))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("404");
    }

    @Test
    void whatIsSomebodyElsesIsNotFound() throws IOException {
        String name = stored(TestPictures.png(30, 20), "image/png");

        assertThatThrownBy(() -> controller.file(JOB, name, Optional.empty(), () -> "another"))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("404");
        assertThatThrownBy(() -> controller.preview(JOB, name, () -> "another"))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("404");
    }

    @Test
    void aPreviewIsSmallAndTheSameTheSecondTime() throws IOException {
        String name = stored(TestPictures.png(2048, 2048), "image/png");

        ResponseEntity<Resource> first = controller.preview(JOB, name, SOMEBODY);
        ResponseEntity<Resource> second = controller.preview(JOB, name, SOMEBODY);

        assertThat(header(first, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(TestPictures.decode(body(first)).getWidth()).isEqualTo(640);
        assertThat(body(second)).isEqualTo(body(first));
    }

    @Test
    void whatOnlyClaimsToBeAPictureHasNoPreview() throws IOException {
        String name = stored("no picture".getBytes(StandardCharsets.US_ASCII), "image/png");

        assertThatThrownBy(() -> controller.preview(JOB, name, SOMEBODY))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("404");
    }

    private String stored(byte[] content, String type) throws IOException {
        return files.put(new ByteArrayInputStream(content), type).name();
    }

    private static byte[] body(ResponseEntity<Resource> answer) throws IOException {
        try (InputStream content = Objects.requireNonNull(answer.getBody()).getInputStream()) {
            return content.readAllBytes();
        }
    }

    private static String header(ResponseEntity<?> answer, String name) {
        HttpHeaders headers = answer.getHeaders();
        return Objects.requireNonNullElse(headers.getFirst(name), "");
    }
}
