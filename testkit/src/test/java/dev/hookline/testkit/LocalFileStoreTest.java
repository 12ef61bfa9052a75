package dev.hookline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hookline.file.FileStore;
import dev.hookline.file.LocalFileStore;
import dev.hookline.file.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalFileStoreTest extends FileStoreContract {
    @TempDir
    private Path temporary;

    @Override
    protected FileStore createStore() {
        return LocalFileStore.create(folder());
    }

    @Override
    protected Optional<FileStore> openAgain() {
        return Optional.of(LocalFileStore.create(folder()));
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, png",
        "IMAGE/JPEG, jpg",
        "image/webp;q=1, webp",
        "text/plain; charset=utf-8, txt",
        "application/unheard-of, bin",
        "../../../etc/passwd, bin"
    })
    void aNameIsRandomAndEndsAsTheContentTypeSays(String contentType, String extension) throws Exception {
        StoredFile file = createStore().put(content(), contentType);
        assertThat(file.name()).matches("[0-9a-f]{32}\\." + extension);
        assertThat(folder().resolve(file.name().substring(0, 2)).resolve(file.name()))
                .hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void nothingIsLeftOfAFileWhoseSourceFails() throws Exception {
        FileStore store = createStore();
        InputStream failing = new BrokenStream(100_000, new IOException("connection reset"));
        assertThatThrownBy(() -> store.put(failing, "image/png")).isInstanceOf(IOException.class);
        assertThat(filesIn(folder())).isEmpty();
    }

    @Test
    void whatACrashLeftIsRemovedADayLaterAndNoEarlier() throws Exception {
        createStore();
        Path fresh = Files.writeString(folder().resolve("incoming").resolve("fresh"), "another process writes this");
        Path old = Files.writeString(folder().resolve("incoming").resolve("old"), "nobody writes this");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        createStore();
        assertThat(filesIn(folder())).containsExactly(fresh);
    }

    @Test
    void aFileThatIsBeingWrittenCannotBeOpened() throws Exception {
        createStore();
        Files.writeString(folder().resolve("incoming").resolve("0".repeat(32) + ".png"), "half");
        assertThatThrownBy(() -> createStore().open("0".repeat(32) + ".png")).isInstanceOf(IOException.class);
    }

    private Path folder() {
        return temporary.resolve("deep").resolve("files");
    }

    private static InputStream content() {
        return new ByteArrayInputStream(new byte[] {1, 2, 3});
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}
