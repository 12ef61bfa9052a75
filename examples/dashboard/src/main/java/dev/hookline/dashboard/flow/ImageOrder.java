package dev.hookline.dashboard.flow;

import java.util.Objects;

/**
 * One picture that is to be made. Immutable.
 *
 * @param prompt what it shows
 * @param size what it measures when it is finished
 * @param format what is asked of the model
 */
public record ImageOrder(String prompt, OutputSize size, OutputFormat format) {
    /** Checks that all parts are there. */
    public ImageOrder {
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(format, "format");
    }
}
