package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest extends ClientTest {
    private static final String FILE = """
            {"id": "f1", "name": "a.png", "content_type": "image/png", "size": 7,
             "checksums": {"sha256": "ab"}, "metadata": {"n": 1}, "created_at": "2026-01-01T00:00:00Z",
             "expires_at": "2026-01-02T00:00:00Z", "urls": {"get": "https://api.replicate.com/v1/files/f1"}}
            """;

    @TempDir
    Path folder;

    @Test
    void aFileGoesUpAsMultipartWithItsTypeNameAndMetadata() {
        answer(201, FILE);

        replicate()
                .files()
                .create(FileUpload.of("picture".getBytes(StandardCharsets.UTF_8), "image/png", "รูป \"a\".png")
                        .withMetadata(Map.of("n", 1)));

        RecordedRequest sent = taken();
        String type = sent.getHeaders().get("Content-Type");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        String boundary = type == null ? "" : type.substring(type.indexOf('=') + 1);
        assertThat(sent.getBody().utf8()).isEqualTo("""
                        --%b
                        Content-Disposition: form-data; name="content"; filename="รูป %22a%22.png"
                        Content-Type: image/png

                        picture
                        --%b
                        Content-Disposition: form-data; name="type"
                        Content-Type: text/plain; charset=utf-8

                        image/png
                        --%b
                        Content-Disposition: form-data; name="filename"
                        Content-Type: text/plain; charset=utf-8

                        รูป "a".png
                        --%b
                        Content-Disposition: form-data; name="metadata"
                        Content-Type: application/json

                        {"n":1}
                        --%b--
                        """.replace("\n", "\r\n").replace("%b", boundary));
        assertThat(sent.getHeaders().get("Content-Length"))
                .isEqualTo(String.valueOf(sent.getBody().size()));
    }

    @Test
    void aFileIsReadFromItsPathAgainForEachAttempt() throws IOException {
        Path file = java.nio.file.Files.writeString(folder.resolve("a.txt"), "content of a file");
        answer(429, "{\"retry_after\": 1}");
        answer(201, FILE);

        FileObject uploaded = replicate().files().create(file, "text/plain", "a.txt");

        assertThat(taken().getBody().utf8()).contains("\r\n\r\ncontent of a file\r\n");
        assertThat(taken().getBody().utf8()).contains("\r\n\r\ncontent of a file\r\n");
        assertThat(uploaded.id()).isEqualTo("f1");
        assertThat(uploaded.url()).isEqualTo(URI.create("https://api.replicate.com/v1/files/f1"));
        assertThat(uploaded.sizeBytes()).isEqualTo(7);
        assertThat(uploaded.sha256()).contains("ab");
        assertThat(uploaded.contentType()).contains("image/png");
        assertThat(uploaded.name()).contains("a.png");
        assertThat(uploaded.metadata().path("n").intValue()).isEqualTo(1);
        assertThat(uploaded.createdAt()).isPresent();
        assertThat(uploaded.expiresAt()).isPresent();
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        Path file = folder.resolve("large.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(FileUpload.MAX_BYTES + 1);
        }

        assertThatThrownBy(() -> replicate().files().create(file, "application/octet-stream", "large.bin"))
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("104857601 bytes")
                .hasMessageContaining("100 MiB");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> FileUpload.of(folder.resolve("none.txt"), "text/plain", "none.txt"))
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("none.txt");
    }

    @Test
    void aFileWithNothingButAnIdIsStillAFile() {
        answer(201, "{\"id\": \"f1\", \"size\": null, \"urls\": null, \"checksums\": 3}");

        FileObject uploaded = replicate().files().create(new byte[0], "text/plain", "empty.txt");

        assertThat(uploaded.sizeBytes()).isZero();
        assertThat(uploaded.sha256()).isEmpty();
        assertThatThrownBy(uploaded::url).isInstanceOf(ReplicateException.class);
    }
}
