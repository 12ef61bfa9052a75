package dev.hookline.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file on the {@link Shelf}: small ones in memory, large ones on disk. Thread-safe. */
final class KeptFile {

    private final String name;
    private final String contentType;
    private final int size;
    private final byte @Nullable [] content;
    private final @Nullable Path path;

    private KeptFile(OutputFile file, byte @Nullable [] content, @Nullable Path path) {
        this.name = file.name();
        this.contentType = file.contentType();
        this.size = file.content().length;
        this.content = content;
        this.path = path;
    }

    static KeptFile inMemory(OutputFile file) {
        return new KeptFile(file, file.content(), null);
    }

    static KeptFile onDisk(OutputFile file, Path path) {
        return new KeptFile(file, null, path);
    }

    String name() {
        return name;
    }

    String contentType() {
        return contentType;
    }

    int size() {
        return size;
    }

    /**
     * The content, read anew when it is on disk.
     *
     * @throws UncheckedIOException when it is not there any more
     */
    byte[] content() {
        if (content != null) {
            return content;
        }
        try {
            return path == null ? new byte[0] : Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException("The kept file " + name + " cannot be read", e);
        }
    }

    void remove() {
        if (path != null) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException("The kept file " + name + " cannot be removed", e);
            }
        }
    }
}
