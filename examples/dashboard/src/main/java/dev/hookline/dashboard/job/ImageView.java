package dev.hookline.dashboard.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hookline.job.JobError;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a job, as programs and pages see it. Immutable.
 *
 * @param index its place, from 0
 * @param status where it stands
 * @param url where the picture is, or null as long as there is none
 * @param width its width in pixels, or null
 * @param height its height in pixels, or null
 * @param problem why it failed, or null
 */
@JsonPropertyOrder({"index", "status", "url", "width", "height", "error"})
public record ImageView(
        int index,
        ItemStatus status,
        @Nullable String url,
        @Nullable Integer width,
        @Nullable Integer height,
        @JsonIgnore @Nullable JobError problem) {

    /** Why it failed, in words, or null. */
    @JsonProperty
    public @Nullable String error() {
        return problem == null ? null : problem.message();
    }

    /** Where a small picture of it is, or null. */
    @JsonIgnore
    public @Nullable String previewUrl() {
        return url == null ? null : PictureView.previewOf(url);
    }

    /** Its place as people count. */
    @JsonIgnore
    public int number() {
        return index + 1;
    }

    static ImageView done(int index, PictureView picture) {
        return new ImageView(index, ItemStatus.SUCCEEDED, picture.url(), picture.width(), picture.height(), null);
    }

    static ImageView without(int index, ItemStatus status, @Nullable JobError problem) {
        return new ImageView(index, status, null, null, null, problem);
    }
}
