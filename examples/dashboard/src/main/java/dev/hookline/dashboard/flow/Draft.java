package dev.hookline.dashboard.flow;

import dev.hookline.file.StoredFile;
import java.util.Objects;

/**
 * A picture as a model gave it, to be finished. Immutable.
 *
 * @param file where it is stored
 * @param size what it measures when it is finished
 */
public record Draft(StoredFile file, OutputSize size) {
    /** Checks that both are there. */
    public Draft {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(size, "size");
    }
}
