package dev.hookline.dashboard.upload;

import dev.hookline.dashboard.flow.CustomPrompt;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.dashboard.picture.Pictures;
import dev.hookline.dashboard.picture.StoredPictures;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stores the photos of a request, all of them or none. Thread-safe. */
@Component
public class StoredUploads {
    private final Pictures pictures;
    private final StoredPictures stored;

    /** Stores pictures by the given means. */
    public StoredUploads(Pictures pictures, StoredPictures stored) {
        this.pictures = pictures;
        this.stored = stored;
    }

    /**
     * What was asked for, with its pictures in the store.
     *
     * @param edits the photos, and what is done to them
     * @param template what they are to be merged into, or null
     */
    public record Stored(CustomPrompt edits, @Nullable Picture template) {
        /** What they are to be merged into; empty when they are not. */
        public Optional<Picture> findTemplate() {
            return Optional.ofNullable(template);
        }
    }

    /**
     * Stores them.
     *
     * @throws IOException when that fails; nothing is kept then
     */
    public Stored store(PhotoRequest request) throws IOException {
        List<Picture> kept = new ArrayList<>();
        try {
            for (Upload photo : request.photos()) {
                kept.add(add(photo));
            }
            CustomPrompt edits = new CustomPrompt(request.prompt(), request.size(), kept);
            Upload template = request.template();
            return new Stored(edits, template == null ? null : add(template));
        } catch (IOException | RuntimeException e) {
            kept.forEach(this::discard);
            throw e;
        }
    }

    /** Removes what was stored for a job that is not started after all. */
    public void discard(Stored uploads) {
        uploads.edits().photos().forEach(this::discard);
        uploads.findTemplate().ifPresent(this::discard);
    }

    private Picture add(Upload upload) throws IOException {
        try (InputStream content = upload.content().getInputStream()) {
            return pictures.add(content, upload.format());
        }
    }

    private void discard(Picture picture) {
        stored.delete(picture.file().name());
    }
}
