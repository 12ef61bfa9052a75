package dev.hookline.dashboard.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hookline.dashboard.flow.OutputSize;
import dev.hookline.job.JobError;
import dev.hookline.job.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A job as programs and pages see it. Immutable.
 *
 * @param id its id
 * @param workflow the name of the flow
 * @param status where it stands
 * @param wanted what was asked for
 * @param times when it was made and last changed
 * @param images its pictures in order
 * @param templateUrl where the merged picture is, or null
 * @param problem why it failed, or null
 */
@JsonPropertyOrder({
    "id",
    "workflow",
    "status",
    "size",
    "createdAt",
    "updatedAt",
    "summary",
    "images",
    "templateUrl",
    "error"
})
public record JobView(
        String id,
        String workflow,
        Status status,
        @JsonIgnore Wanted wanted,
        @JsonIgnore Times times,
        List<ImageView> images,
        @Nullable String templateUrl,
        @JsonIgnore @Nullable JobError problem) {

    private static final int MOST_ON_COVER = 4;

    /** Copies the images. */
    public JobView {
        images = List.copyOf(images);
    }

    /**
     * A job's status under the name that it has in JSON, in message keys and in style sheets.
     *
     * @param job the status
     */
    public record Status(JobStatus job) {
        /** The name. */
        @JsonValue
        public String label() {
            return job.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was asked for.
     *
     * @param prompt what the pictures are to show
     * @param size what they are to measure
     * @param originals what was uploaded for it
     */
    public record Wanted(String prompt, OutputSize size, Originals originals) {}

    /**
     * What was uploaded for a job, as it was uploaded.
     *
     * @param template what the pictures are merged into, or null
     * @param photos the photos in the order that was chosen; none for a flow that begins without
     */
    public record Originals(@Nullable PictureView template, List<PictureView> photos) {
        /** Copies the photos. */
        public Originals {
            photos = List.copyOf(photos);
        }

        /** What the pictures are merged into; empty when they are not. */
        public Optional<PictureView> findTemplate() {
            return Optional.ofNullable(template);
        }
    }

    /**
     * When a job was made and last changed.
     *
     * @param createdAt when it was accepted
     * @param updatedAt when it or one of its pictures last changed
     */
    public record Times(Instant createdAt, Instant updatedAt) {}

    /** The size of its pictures. */
    @JsonProperty
    public OutputSize size() {
        return wanted.size();
    }

    /** When it was accepted. */
    @JsonProperty
    public Instant createdAt() {
        return times.createdAt();
    }

    /** When it or one of its pictures last changed. */
    @JsonProperty
    public Instant updatedAt() {
        return times.updatedAt();
    }

    /** How many of its pictures are done. */
    @JsonProperty
    public Summary summary() {
        return Summary.of(images);
    }

    /** Why it failed, in words, or null. */
    @JsonProperty
    public @Nullable String error() {
        return problem == null ? null : problem.message();
    }

    /** The pictures that stand for the job where there is little room. */
    @JsonIgnore
    public List<ImageView> cover() {
        return images.subList(0, Math.min(images.size(), MOST_ON_COVER));
    }

    /** How many pictures it has besides those on its cover. */
    @JsonIgnore
    public int uncovered() {
        return images.size() - cover().size();
    }

    /** Where a small copy of the merged picture is, or null. */
    @JsonIgnore
    public @Nullable String mergedPreviewUrl() {
        return templateUrl == null ? null : PictureView.previewOf(templateUrl);
    }

    /** Whether it is still at work. */
    @JsonIgnore
    public boolean running() {
        return !status.job().isEnd();
    }

    /** Whether something failed or was canceled that can be tried again. */
    @JsonIgnore
    public boolean retryable() {
        return status.job().isEnd() && status.job() != JobStatus.SUCCEEDED;
    }
}
