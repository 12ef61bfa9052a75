package dev.hookline.dashboard.picture;

import dev.hookline.file.StoredFile;
import java.util.Objects;

/**
 * A stored picture. Immutable.
 *
 * @param file where it is stored
 * @param width its width in pixels
 * @param height its height in pixels
 */
public record Picture(StoredFile file, int width, int height) {
    /** Checks that the picture has a file and a size. */
    public Picture {
        Objects.requireNonNull(file, "file");
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("A picture has a size, not " + width + "x" + height);
        }
    }

    /** A picture of this size. */
    static Picture of(StoredFile file, Dimensions dimensions) {
        return new Picture(file, dimensions.width(), dimensions.height());
    }
}
