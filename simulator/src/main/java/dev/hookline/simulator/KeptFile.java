package dev.hookline.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A file on the {@link Shelf}: small ones in memory, large ones on disk. Thread-safe. */
final class KeptFile {

    private final String name;
    private final String contentType;
    private final int size;
    private final byte @Nullable [] content;
    private final Segment.@Nullable Part part;
    private final Runnable release;
    private final AtomicBoolean removed = new AtomicBoolean();

    private KeptFile(OutputFile file, byte @Nullable [] content, Segment.@Nullable Part part, Runnable release) {
        this.name = file.name();
        this.contentType = file.contentType();
        this.size = file.content().length;
        this.content = content;
        this.part = part;
        this.release = release;
    }

    static KeptFile inMemory(OutputFile file) {
        return new KeptFile(file, file.content(), null, () -> {});
    }

    static KeptFile onDisk(OutputFile file, Segment.Part part, Runnable release) {
        return new KeptFile(file, null, part, release);
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
            return part == null ? new byte[0] : part.read();
        } catch (IOException e) {
            throw new UncheckedIOException("The kept file " + name + " cannot be read", e);
        }
    }

    void remove() {
        if (removed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
