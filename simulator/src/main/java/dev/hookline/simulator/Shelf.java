package dev.hookline.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where outputs and uploads are kept. An hour of pictures would not fit into memory, so that larger files go one behind the
 * other into temporary files without a name, of which nothing is left however the process ends. Thread-safe.
 */
final class Shelf implements AutoCloseable {

    private static final int IN_MEMORY_BYTES = 1024;

    private final long segmentBytes;
    /** Guarded by this: those with files in them, and the one that is filled. */
    private final Set<Segment> segments = new HashSet<>();
    /** Guarded by this. */
    private @Nullable Segment filling;
    /** Guarded by this. */
    private boolean closed;

    /** @param segmentBytes from how many bytes on a temporary file takes no more; its space is free when all in it is removed */
    Shelf(long segmentBytes) {
        this.segmentBytes = segmentBytes;
    }

    KeptFile keep(OutputFile file) {
        if (file.content().length <= IN_MEMORY_BYTES) {
            return KeptFile.inMemory(file);
        }
        try {
            Segment.Part part = reserve(file.content().length);
            part.write(file.content());
            return KeptFile.onDisk(file, part, () -> release(part));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file.name() + " cannot be kept", e);
        }
    }

    /** How many temporary files are open. */
    synchronized int segments() {
        return segments.size();
    }

    private synchronized Segment.Part reserve(int bytes) throws IOException {
        if (closed) {
            throw new IOException("The simulator is closed");
        }
        if (filling == null || filling.size() >= segmentBytes) {
            filling = Segment.open();
            segments.add(filling);
        }
        return filling.reserve(bytes);
    }

    private synchronized void release(Segment.Part part) {
        Segment segment = part.segment();
        if (segment.release() && segments.remove(segment)) {
            filling = segment == filling ? null : filling;
            segment.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        segments.forEach(Segment::close);
        segments.clear();
    }
}
