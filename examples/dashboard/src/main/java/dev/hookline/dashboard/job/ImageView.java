package dev.hookline.dashboard.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a job, as programs and pages see it. Immutable.
 *
 * @param index its place, from 0
 * @param status where it stands
 * @param url where the picture is, or null as long as there is none
 * @param width its width in pixels, or null
 * @param height its height in pixels, or null
 * @param error why it failed, or null
 */
public record ImageView(
        int index,
        ItemStatus status,
        @Nullable String url,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String error) {

    /** Where a small picture of it is, or null. */
    @JsonIgnore
    public @Nullable String previewUrl() {
        return url == null ? null : url.replaceFirst("^/files/", "/previews/");
    }

    /** Its place as people count. */
    @JsonIgnore
    public int number() {
        return index + 1;
    }
}
