package dev.hookline.replicate;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Cleaner;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The rest of a stream in a temporary file without a name: it is deleted when it is opened (by Windows when it is closed), so
 * that nothing is left of it however the process ends. It is closed once nobody can reach this object any more.
 */
final class Spooled implements FileUpload.Source {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileChannel file;
    private final long size;

    private Spooled(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Writes what was read already and what follows; one byte above the limit is enough to be refused by its size. */
    static Spooled of(byte[] start, InputStream rest, long limit) throws IOException {
        String name = "hookline-upload-" + ProcessHandle.current().pid() + "-";
        Path path = Files.createTempFile(name, ".tmp");
        FileChannel file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        boolean whole = false;
        try {
            Spooled spooled = new Spooled(file, write(file, start, rest, limit));
            CLEANER.register(spooled, () -> close(file));
            whole = true;
            return spooled;
        } finally {
            if (!whole) {
                close(file);
            }
        }
    }

    private static long write(FileChannel file, byte[] start, InputStream rest, long limit) throws IOException {
        long size = writeAll(file, ByteBuffer.wrap(start));
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = rest.read(buffer);
        while (count >= 0 && size <= limit) {
            size += writeAll(file, ByteBuffer.wrap(buffer, 0, count));
            count = rest.read(buffer);
        }
        return size;
    }

    private static int writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        int size = bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        return size;
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException left) {
            // It is closed with the process.
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] bytes() throws IOException {
        try (InputStream in = new Reader()) {
            return in.readAllBytes();
        }
    }

    @Override
    public BodyPublisher publisher() {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(Reader::new), size);
    }

    /** Reads the file from its start, beside other readers, and keeps it open as long as it reads. */
    private final class Reader extends InputStream {
        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (position == size) {
                return -1;
            }
            int count = file.read(ByteBuffer.wrap(into, offset, length), position);
            if (count < 0) {
                throw new EOFException("The file was cut short");
            }
            position += count;
            return count;
        }
    }
}
