package dev.hookline.replicate;

import java.util.Locale;

/** Who can see and run a model. */
public enum Visibility {
    /** Everyone. */
    PUBLIC,
    /** Its owner alone. */
    PRIVATE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
