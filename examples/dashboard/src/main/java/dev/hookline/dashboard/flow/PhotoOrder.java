package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import java.util.Objects;

/**
 * One photo that is to be edited. Immutable.
 *
 * @param photo the photo as it was uploaded
 * @param prompt how it is to be edited
 * @param size what it measures when it is finished
 */
public record PhotoOrder(Picture photo, String prompt, OutputSize size) {
    /** Checks that all parts are there. */
    public PhotoOrder {
        Objects.requireNonNull(photo, "photo");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(size, "size");
    }
}
