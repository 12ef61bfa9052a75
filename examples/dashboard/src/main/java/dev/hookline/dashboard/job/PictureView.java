package dev.hookline.dashboard.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.hookline.dashboard.picture.Picture;
import dev.hookline.job.JobId;

/**
 * A picture that can be looked at. Immutable.
 *
 * @param url where it is
 * @param width its width in pixels
 * @param height its height in pixels
 */
public record PictureView(String url, int width, int height) {
    private static final String FILES = "/files/";

    /** A picture of a job; only who may see the job may see it. */
    static PictureView of(JobId job, Picture picture) {
        return new PictureView(FILES + job.value() + "/" + picture.file().name(), picture.width(), picture.height());
    }

    /** Where a small picture of it is. */
    @JsonIgnore
    public String previewUrl() {
        return previewOf(url);
    }

    /** The name of its file. */
    @JsonIgnore
    public String fileName() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    static String previewOf(String url) {
        return "/previews/" + url.substring(FILES.length());
    }
}
