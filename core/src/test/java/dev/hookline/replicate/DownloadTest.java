package dev.hookline.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.replicate.internal.http.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTest extends ClientTest {

    @Test
    void anOutputIsStreamedWithItsLengthAndType() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "image/png")
                .body("picture")
                .build());

        try (Download download = replicate().open(server.url("/files/a.png").uri())) {
            assertThat(download.length()).hasValue(7);
            assertThat(download.contentType()).contains("image/png");
            assertThat(download.stream().readAllBytes()).asString().isEqualTo("picture");
        }
    }

    @Test
    void anOutputIsSavedWithItsSizeAndHash(@TempDir Path folder) throws IOException {
        answer(200, "picture");
        Path target = java.nio.file.Files.writeString(folder.resolve("a.png"), "an older one");

        try (Download download = replicate().open(server.url("/files/a.png").uri())) {
            assertThat(download.saveTo(target))
                    .isEqualTo(new SavedFile(
                            target, 7, "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97"));
        }
        assertThat(folder).isDirectoryContaining(target::equals);
        assertThat(target).hasContent("picture");
    }

    @Test
    void anOutputThatIsCutOffLeavesNoFile(@TempDir Path folder) {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[100_000]))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        try (Download download = replicate().open(server.url("/files/a.png").uri())) {
            assertThatThrownBy(() -> download.saveTo(folder.resolve("a.png"))).isInstanceOf(IOException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anOutputThatIsGoneIsNotFound() {
        answer(404, "{\"detail\": \"gone\"}");

        failure(
                NotFoundException.class,
                () -> replicate().open(server.url("/files/a.png").uri()));
    }

    @Test
    void aDownloadThatIsRefusedForNowIsTriedAgain() throws IOException {
        answer(503, "");
        answer(200, "picture");

        try (Download download = replicate().open(server.url("/files/a.png").uri())) {
            assertThat(download.stream().readAllBytes()).asString().isEqualTo("picture");
        }
    }

    @Test
    void aDownloadThatIsCutOffFailsInsteadOfEnding() {
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[100_000]))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        try (Download download = replicate().open(server.url("/files/a.png").uri())) {
            assertThatThrownBy(() -> download.stream().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDownloadThatStandsStillFailsInsteadOfHanging() {
        use(hasty());
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[100_000]))
                .throttleBody(10_000, 1, TimeUnit.HOURS)
                .build());

        try (Download download = replicate().open(server.url("/files/a.png").uri())) {
            assertThatThrownBy(() -> download.stream().readAllBytes())
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessageContaining("nothing came for 1000 ms");
        }
    }

    @Test
    void aSlowDownloadMayTakeLongerThanAnyTimeoutAsLongAsItMoves() throws IOException {
        use(hasty());
        server.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[60_000]))
                .throttleBody(2_000, 50, TimeUnit.MILLISECONDS)
                .build());

        try (Download download = replicate().open(server.url("/files/a.png").uri());
                InputStream stream = download.stream()) {
            assertThat(stream.readAllBytes()).hasSize(60_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://replicate.delivery/a.png",
                "https://replicate.delivery.example.com/a.png",
                "https://notreplicate.delivery/a.png",
                "https://replicate.delivery:8443/a.png",
                "https://replicate.delivery@example.com/a.png",
                "https://user@replicate.delivery/a.png",
                "http://169.254.169.254/latest/meta-data",
                "http://localhost:1/a.png",
                "file:///etc/passwd",
                "a.png"
            })
    void aUrlOfAnyOtherHostIsNotOpened(String url) {
        assertThat(replicate().mayOpen(URI.create(url))).isFalse();
        assertThatThrownBy(() -> replicate().open(URI.create(url)))
                .isInstanceOf(ReplicateException.class)
                .hasMessageContaining("not opened");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://replicate.delivery/a.png",
                "https://xezq.REPLICATE.delivery/a.png",
                "https://api.replicate.com/v1/files/f/download",
                "https://pictures.example.com/a.png"
            })
    void outputsAreOpenedFromTheFileHostsTheApiAndWhatWasAdded(String url) {
        DownloadHosts hosts = new DownloadHosts(
                Origin.of(URI.create("https://api.replicate.com/v1")), Set.of("pictures.example.com"));

        assertThat(hosts.allow(URI.create(url))).isTrue();
    }

    @Test
    void aDataUrlIsOpenedAsWhatItHolds() throws IOException {
        try (Download download = replicate().open(URI.create("data:image/png;base64,cGljdHVyZQ=="))) {
            assertThat(download.length()).hasValue(7);
            assertThat(download.contentType()).contains("image/png");
            assertThat(download.stream().readAllBytes()).asString().isEqualTo("picture");
        }
        assertThat(replicate().mayOpen(URI.create("data:,a"))).isTrue();
        try (Download download = replicate().open(URI.create("data:,a+b%20c"))) {
            assertThat(download.stream().readAllBytes()).asString().isEqualTo("a+b c");
        }
        for (String odd :
                java.util.List.of("data:image/png;base64", "data:image/png;base64,####".replace("#", "%23"))) {
            assertThatThrownBy(() -> replicate().open(URI.create(odd))).isInstanceOf(ReplicateException.class);
        }
    }

    @Test
    void aRedirectOfADownloadToAnotherHostIsNotFollowed() {
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "http://127.0.0.1:1/internal")
                .build());

        ReplicateApiException failure = failure(
                ReplicateApiException.class,
                () -> replicate().open(server.url("/files/a.png").uri()));

        assertThat(failure.status()).isEqualTo(302);
    }
}
