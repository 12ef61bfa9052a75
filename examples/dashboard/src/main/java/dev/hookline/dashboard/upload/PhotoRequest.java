package dev.hookline.dashboard.upload;

import dev.hookline.dashboard.flow.OutputSize;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for with photos, found good. Immutable.
 *
 * @param prompt how the photos are to be edited
 * @param size what the finished pictures measure
 * @param photos the photos in the order that was chosen
 * @param template what they are to be merged into, or null
 */
public record PhotoRequest(
        String prompt,
        OutputSize size,
        List<Upload> photos,
        @Nullable Upload template) {
    /** Copies the photos. */
    public PhotoRequest {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(size, "size");
        photos = List.copyOf(photos);
    }

    /** What they are to be merged into; empty when they are not. */
    public Optional<Upload> findTemplate() {
        return Optional.ofNullable(template);
    }
}
