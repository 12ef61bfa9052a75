package dev.hookline.simulator;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file that many files lie in. It is deleted when it is opened (by Windows when it is closed), so that no kill
 * leaves it behind. Its counts are guarded by the {@link Shelf}; parts are read and written by any thread.
 */
final class Segment {

    private final FileChannel channel;
    private long size;
    private int parts;

    private Segment(FileChannel channel) {
        this.channel = channel;
    }

    static Segment open() throws IOException {
        String name = "replicate-simulator-" + ProcessHandle.current().pid() + "-";
        Path path = Files.createTempFile(name, ".tmp");
        return new Segment(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    long size() {
        return size;
    }

    Part reserve(int bytes) {
        Part part = new Part(this, size, bytes);
        size += bytes;
        parts++;
        return part;
    }

    /** Gives a part up; true when it was the last. */
    boolean release() {
        parts--;
        return parts == 0;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary file cannot be closed", e);
        }
    }

    /** A stretch of a segment, which one file fills. */
    record Part(Segment segment, long offset, int length) {

        void write(byte[] content) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                segment.channel.write(left, offset + left.position());
            }
        }

        byte[] read() throws IOException {
            ByteBuffer content = ByteBuffer.allocate(length);
            while (content.hasRemaining()) {
                if (segment.channel.read(content, offset + content.position()) < 0) {
                    throw new EOFException("A temporary file was cut short");
                }
            }
            return content.array();
        }
    }
}
