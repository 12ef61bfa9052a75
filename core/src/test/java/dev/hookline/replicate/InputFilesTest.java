package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class InputFilesTest extends ClientTest {
    private static final String UPLOADED =
            "{\"id\": \"f1\", \"urls\": {\"get\": \"https://api.replicate.com/v1/files/f1\"}}";

    @TempDir
    Path folder;

    public record Layers(String name, List<Path> pictures) {}

    private Path file(String name, int size) throws IOException {
        return java.nio.file.Files.write(folder.resolve(name), new byte[size]);
    }

    private JsonNode inputSentFor(CreatePrediction.Builder request) {
        answer(201, PREDICTION);
        replicate().predictions().create(request.build());
        return body(taken()).path("input");
    }

    @Test
    void aSmallFileBecomesADataUrlWhereverItStands() throws IOException {
        Path picture = file("a.WEBP", 3);

        JsonNode input = inputSentFor(CreatePrediction.model("a/b")
                .input("image", picture)
                .input("mask", new byte[] {1})
                .input("upload", FileUpload.of("x".getBytes(StandardCharsets.UTF_8), "text/plain", "x"))
                .input("deep", Map.of("layers", new Layers("sky", List.of(picture, picture))))
                .input("prompt", "words"));

        String url = "data:image/webp;base64,AAAA";
        assertThat(input.path("image").stringValue()).isEqualTo(url);
        assertThat(input.path("mask").stringValue()).isEqualTo("data:application/octet-stream;base64,AQ==");
        assertThat(input.path("upload").stringValue()).isEqualTo("data:text/plain;base64,eA==");
        assertThat(input.at("/deep/layers"))
                .hasToString("{\"name\":\"sky\",\"pictures\":[\"" + url + "\",\"" + url + "\"]}");
        assertThat(input.path("prompt").stringValue()).isEqualTo("words");
    }

    @Test
    void aLargeFileIsUploadedOnceAndSentAsItsUrl() throws IOException {
        FileUpload picture = FileUpload.of(file("a.png", 256_001));
        answer(201, UPLOADED);
        answer(201, PREDICTION);

        replicate()
                .predictions()
                .create(CreatePrediction.model("a/b")
                        .input("images", List.of(picture, picture))
                        .build());

        RecordedRequest upload = taken();
        assertThat(upload.getTarget()).isEqualTo("/v1/files");
        assertThat(upload.getBody().utf8()).contains("filename=\"a.png\"").contains("Content-Type: image/png");
        assertThat(body(taken()).path("input"))
                .hasToString("{\"images\":[\"https://api.replicate.com/v1/files/f1\","
                        + "\"https://api.replicate.com/v1/files/f1\"]}");
    }

    @Test
    void theLimitForDataUrlsIsExact() throws IOException {
        assertThat(inputSentFor(CreatePrediction.model("a/b").input("image", file("a.png", 256_000)))
                        .path("image")
                        .stringValue())
                .startsWith("data:image/png;base64,");
    }

    @Test
    void aStreamIsReadWhenItIsGivenAndSentAgainAfterA429() throws IOException {
        byte[] content = new byte[300_000];
        Arrays.fill(content, (byte) 'x');
        FileUpload upload = FileUpload.of(new ByteArrayInputStream(content), "image/png", "a.png");
        answer(429, "{\"retry_after\": 1}");
        answer(201, UPLOADED);
        answer(201, PREDICTION);

        replicate()
                .predictions()
                .create(CreatePrediction.model("a/b").input("image", upload).build());

        assertThat(upload.sizeBytes()).isEqualTo(300_000);
        assertThat(taken().getBody().utf8()).contains("x".repeat(300_000));
        assertThat(taken().getBody().utf8()).contains("x".repeat(300_000));
        assertThat(body(taken()).path("input").path("image").stringValue()).startsWith("https://");
    }

    @Test
    void aStreamThatWaitsOnDiskHasNoNameThere() throws IOException {
        FileUpload upload = FileUpload.of(new ByteArrayInputStream(new byte[1_000_000]), "image/png", "a.png");

        String ours = "hookline-upload-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = java.nio.file.Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(ours)))
                    .isEmpty();
        }
        assertThat(upload.sizeBytes()).isEqualTo(1_000_000);
    }

    @Test
    void aStreamThatIsTooLargeIsRefusedWithoutReadingItToItsEnd() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }
        };

        assertThatThrownBy(() -> FileUpload.of(endless, "image/png", "endless.png"))
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("100 MiB");
    }

    @Test
    void whenAnUploadIsLostNoPredictionWasMade() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        CreatePrediction request = CreatePrediction.model("a/b")
                .input("image", file("a.png", 300_000))
                .build();

        ReplicateConnectionException failure = failure(
                ReplicateConnectionException.class,
                () -> replicate().predictions().create(request));

        assertThat(failure.mayHaveBeenReceived()).isFalse();
        assertThat(failure).hasMessageContaining("an input file was not uploaded");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anUploadThatIsRefusedIsSaidToBe() throws IOException {
        answer(402, "{\"detail\": \"no credit\"}");
        CreatePrediction request = CreatePrediction.model("a/b")
                .input("image", file("a.png", 300_000))
                .build();

        failure(PaymentRequiredException.class, () -> replicate().predictions().create(request));
    }

    @Test
    void aPathThatCannotBeReadIsNamedWhenItIsGiven() {
        assertThatThrownBy(() -> CreatePrediction.model("a/b").input("image", folder.resolve("none.png")))
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("none.png");
    }

    @Test
    void aMediaTypeCannotEndItsHeader() {
        assertThatThrownBy(() -> FileUpload.of(new byte[0], "image/png\r\nX: y", "a.png"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTrainingTakesFilesAsWell() throws IOException {
        answer(201, UPLOADED);
        answer(201, PREDICTION);

        replicate()
                .trainings()
                .create(CreateTraining.of("a/b:" + "0".repeat(64), "me/mine")
                        .input("images", file("a.zip", 300_000))
                        .build());

        taken();
        assertThat(body(taken()).path("input")).hasToString("{\"images\":\"https://api.replicate.com/v1/files/f1\"}");
    }
}
