package dev.hookline.dashboard.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Small pictures for lists, made when they are first asked for and kept in a folder of their own, which can be deleted
 * at any time. Thread-safe.
 */
@Component
public class Previews {
    private static final int SIDE = 640;

    private final Pictures pictures;
    private final Path folder;

    /** Previews that are kept below the dashboard's data folder. */
    public Previews(Pictures pictures, @Value("${dashboard.data:data}") Path data) {
        this.pictures = pictures;
        this.folder = data.toAbsolutePath().normalize().resolve("previews");
    }

    /** The preview of a picture whose name is known to be a plain one. */
    byte[] of(String name) throws IOException {
        Path kept = place(name);
        try {
            return Files.readAllBytes(kept);
        } catch (NoSuchFileException e) {
            return make(name, kept);
        }
    }

    /** Forgets a preview; nothing happens when there is none. */
    public void delete(String name) throws IOException {
        if (FileNames.isPlain(name)) {
            Files.deleteIfExists(place(name));
        }
    }

    /** Two who make the same one at once both succeed; the later replaces the earlier. */
    private byte[] make(String name, Path kept) throws IOException {
        byte[] preview = pictures.preview(name, SIDE);
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "new-", ".tmp");
        try {
            Files.write(temporary, preview);
            Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        return preview;
    }

    private Path place(String name) {
        return folder.resolve(name + ".jpg");
    }
}
