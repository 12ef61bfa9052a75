package dev.hookline.replicate;

import java.util.Map;

/** In which order models are listed. */
public enum ModelOrder {
    /** Whose newest version is the newest comes first. Replicate's own order. */
    NEWEST_VERSION_FIRST("latest_version_created_at", "desc"),
    /** Whose newest version is the oldest comes first. */
    OLDEST_VERSION_FIRST("latest_version_created_at", "asc"),
    /** The newest model comes first. */
    NEWEST_FIRST("model_created_at", "desc"),
    /** The oldest model comes first. */
    OLDEST_FIRST("model_created_at", "asc");

    private final String field;
    private final String direction;

    ModelOrder(String field, String direction) {
        this.field = field;
        this.direction = direction;
    }

    Map<String, String> query() {
        return Map.of("sort_by", field, "sort_direction", direction);
    }
}
