package dev.hookline.dashboard.upload;

import dev.hookline.dashboard.picture.PictureFormat;
import java.util.Objects;
import org.springframework.core.io.InputStreamSource;

/**
 * Something that was found to be a picture, and is not stored yet. Immutable.
 *
 * @param content its bytes, which can be read more than once as long as the request lasts
 * @param format its format
 */
public record Upload(InputStreamSource content, PictureFormat format) {
    /** Checks that both are there. */
    public Upload {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(format, "format");
    }
}
