package dev.hookline.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hookline.file.FileStore;
import dev.hookline.file.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All that {@link FileStore} promises, as tests. A class that extends this one, for a store of any kind, passes when the
 * store is right.
 *
 * <p>A store is opened for each test. The tests run one after the other; each of them may use many threads.
 */
public abstract class FileStoreContract {
    private static final int MEGABYTE = 1 << 20;

    private FileStore store;

    /** For the classes that implement the methods below. */
    protected FileStoreContract() {}

    /** Opens a store in a place of its own without any files; called before each test. */
    protected abstract FileStore createStore() throws Exception;

    /**
     * Opens one more instance on the files of the store that was created last, as another process would have it; empty
     * when the store cannot have more than one, and then the tests with several are skipped as assumptions.
     */
    protected abstract Optional<FileStore> openAgain() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = createStore();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8_192, 3 * MEGABYTE + 1})
    void aFileIsReadBackAsItWasPut(int size) throws Exception {
        byte[] bytes = bytes(size);
        StoredFile file = put(bytes, "image/png");
        assertThat(read(store, file)).isEqualTo(bytes);
        assertThat(file.size()).isEqualTo(size);
        assertThat(file.contentType()).isEqualTo("image/png");
        assertThat(file.sha256()).isEqualTo(sha256(bytes));
    }

    @Test
    void aFileIsReadAsOftenAsOneLikes() throws Exception {
        StoredFile file = put(bytes(100), "image/png");
        assertThat(read(store, file)).isEqualTo(read(store, file));
    }

    @Test
    void filesWithTheSameBytesHaveNamesOfTheirOwn() throws Exception {
        StoredFile first = put(bytes(10), "image/png");
        StoredFile second = put(bytes(10), "image/png");
        assertThat(second.name()).isNotEqualTo(first.name());
        assertThat(store.delete(first.name())).isTrue();
        assertThat(read(store, second)).isEqualTo(bytes(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/jpeg", "IMAGE/PNG", "text/plain; charset=utf-8", "x/../../y", "", "video/unheard-of"})
    void anyContentTypeIsKept(String contentType) throws Exception {
        StoredFile file = put(bytes(10), contentType);
        assertThat(file.contentType()).isEqualTo(contentType);
        assertThat(read(store, file)).isEqualTo(bytes(10));
    }

    @Test
    void aFileIsStreamedAndItsSourceIsLeftOpen() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream dripping = new ByteArrayInputStream(bytes(1_000)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 7));
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        StoredFile file = store.put(dripping, "image/png");
        assertThat(read(store, file)).isEqualTo(bytes(1_000));
        assertThat(closed).isFalse();
    }

    @Test
    void aSourceThatFailsIsReportedAndTheStoreGoesOn() throws Exception {
        IOException failure = new IOException("connection reset");
        InputStream failing = new BrokenStream(100_000, failure);
        assertThatThrownBy(() -> store.put(failing, "image/png")).isSameAs(failure);
        assertThat(read(store, put(bytes(10), "image/png"))).isEqualTo(bytes(10));
    }

    @Test
    void aDeletedFileIsGoneAndDeletingItAgainChangesNothing() throws Exception {
        StoredFile file = put(bytes(10), "image/png");
        assertThat(store.delete(file.name())).isTrue();
        assertThat(store.delete(file.name())).isFalse();
        assertThatThrownBy(() -> store.open(file.name())).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "/", "a", "../../etc/passwd", "/etc/passwd", "..\\..\\x", "a\0b", "C:\\x", "写真"})
    void aNameThatTheStoreNeverGaveNamesNoFile(String name) throws Exception {
        assertThatThrownBy(() -> store.open(name)).isInstanceOf(NoSuchFileException.class);
        assertThat(store.delete(name)).isFalse();
    }

    @Test
    void aNameIsTakenAsAWhole() throws Exception {
        StoredFile file = put(bytes(10), "image/png");
        for (String name : List.of("./" + file.name(), file.name() + "/", file.name() + "\n", " " + file.name())) {
            assertThatThrownBy(() -> store.open(name)).isInstanceOf(NoSuchFileException.class);
            assertThat(store.delete(name)).isFalse();
        }
        assertThat(read(store, file)).isEqualTo(bytes(10));
    }

    @Test
    void manyThreadsPutFilesAtOnce() throws Exception {
        List<StoredFile> files = Race.run(16, thread -> put(("file " + thread).getBytes(UTF_8), "text/plain"));
        assertThat(files).extracting(StoredFile::name).doesNotHaveDuplicates();
        for (int i = 0; i < files.size(); i++) {
            assertThat(read(store, files.get(i))).isEqualTo(("file " + i).getBytes(UTF_8));
        }
    }

    @Test
    void ofManyDeletionsOfAFileOneFindsIt() throws Exception {
        StoredFile file = put(bytes(10), "image/png");
        assertThat(Race.run(16, thread -> store.delete(file.name())))
                .filteredOn(Boolean::booleanValue)
                .hasSize(1);
    }

    @Test
    void everyInstanceSeesTheFilesOfTheOthers() throws Exception {
        Optional<FileStore> another = openAgain();
        assumeTrue(another.isPresent(), "this store has one instance only");
        FileStore other = another.orElseThrow();
        StoredFile file = put(bytes(10), "image/png");
        assertThat(read(other, file)).isEqualTo(bytes(10));
        assertThat(other.delete(file.name())).isTrue();
        assertThat(store.delete(file.name())).isFalse();
    }

    private StoredFile put(byte[] bytes, String contentType) throws IOException {
        return store.put(new ByteArrayInputStream(bytes), contentType);
    }

    private static byte[] read(FileStore store, StoredFile file) throws IOException {
        try (InputStream in = store.open(file.name())) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
