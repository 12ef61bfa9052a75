package dev.hookline.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where outputs and uploads are kept. An hour of pictures would not fit into memory, so that larger files go to a folder for
 * temporary files, which is there from the first of them until the simulator is closed. Thread-safe.
 */
final class Shelf implements AutoCloseable {

    private static final int IN_MEMORY_BYTES = 32 * 1024;

    /** Guarded by this. */
    private @Nullable Path folder;
    /** Guarded by this. */
    private boolean closed;

    KeptFile keep(OutputFile file) {
        if (file.content().length <= IN_MEMORY_BYTES) {
            return KeptFile.inMemory(file);
        }
        try {
            Path path = Files.createTempFile(folder(), "file", "");
            Files.write(path, file.content());
            return KeptFile.onDisk(file, path);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file.name() + " cannot be kept", e);
        }
    }

    private synchronized Path folder() throws IOException {
        if (closed) {
            throw new IOException("The simulator is closed");
        }
        if (folder == null) {
            folder = Files.createTempDirectory(
                    "replicate-simulator-" + ProcessHandle.current().pid() + "-");
        }
        return folder;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (folder != null) {
            try {
                List<Path> files;
                try (Stream<Path> listed = Files.list(folder)) {
                    files = listed.toList();
                }
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("The folder for temporary files cannot be removed", e);
            }
        }
    }
}
