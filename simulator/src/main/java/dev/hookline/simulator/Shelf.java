package dev.hookline.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
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
        try {
            Segment.Part part = file.content().length <= IN_MEMORY_BYTES ? null : reserve(file.content().length);
            if (part == null) {
                return KeptFile.inMemory(file);
            }
            part.write(file.content());
            return KeptFile.onDisk(file, part, () -> release(part));
        } catch (ClosedChannelException closed) {
            return KeptFile.inMemory(file); // The simulator was closed while a model ran; nobody will ask for it.
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file.name() + " cannot be kept", e);
        }
    }

    /** How many temporary files are open. */
    synchronized int segments() {
        return segments.size();
    }

    /** A place on disk; null once there is none any more. */
    private synchronized Segment.@Nullable Part reserve(int bytes) throws IOException {
        if (closed) {
            return null;
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
