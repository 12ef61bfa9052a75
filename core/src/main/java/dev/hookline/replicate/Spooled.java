package dev.hookline.replicate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Cleaner;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rest of a stream in a temporary file, which is deleted once nobody can reach this object any more. */
final class Spooled implements FileUpload.Source {
    private static final Cleaner CLEANER = Cleaner.create();

    private final FileUpload.InFile file;

    private Spooled(FileUpload.InFile file) {
        this.file = file;
    }

    /** Writes what was read already and what follows; one byte above the limit is enough to be refused by its size. */
    static Spooled of(byte[] start, InputStream rest, long limit) throws IOException {
        Path path = Files.createTempFile("hookline-upload-", ".tmp");
        boolean whole = false;
        try {
            long size = write(path, start, rest, limit);
            Spooled spooled = new Spooled(new FileUpload.InFile(path, size));
            CLEANER.register(spooled, () -> delete(path));
            whole = true;
            return spooled;
        } finally {
            if (!whole) {
                delete(path);
            }
        }
    }

    private static long write(Path path, byte[] start, InputStream rest, long limit) throws IOException {
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(start);
            long size = start.length;
            byte[] buffer = new byte[64 << 10];
            int count = rest.read(buffer);
            while (count >= 0 && size <= limit) {
                out.write(buffer, 0, count);
                size += count;
                count = rest.read(buffer);
            }
            return size;
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException left) {
            // The system's own cleaning of its temporary folder takes it.
        }
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public byte[] bytes() throws IOException {
        return file.bytes();
    }

    @Override
    public BodyPublisher publisher() {
        return file.publisher();
    }
}
