package dev.hookline.replicate;

import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@link SmallHeapTest} runs in a process of its own, with little memory. */
final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] arguments) throws Exception {
        URI server = URI.create(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Path upload = folder.resolve("upload.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(upload.toFile(), "rw")) {
            sparse.setLength(FileUpload.MAX_BYTES);
        }
        try (Replicate replicate = Replicate.builder()
                .token("r8_token")
                .baseUrl(server.resolve("/v1"))
                .build()) {
            FileObject file = replicate.files().create(upload, "application/octet-stream", "upload.bin");
            try (Download download = replicate.open(server.resolve("/output"))) {
                SavedFile saved = download.saveTo(folder.resolve("output.bin"));
                Files.writeString(folder.resolve("done"), file.id() + " " + saved.sizeBytes());
            }
        }
    }
}
