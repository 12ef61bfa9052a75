package dev.hookline.dashboard.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.hookline.dashboard.flow.OutputSize;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job as programs and pages see it. Immutable.
 *
 * @param id its id
 * @param workflow the name of the flow
 * @param status processing, succeeded, partial, failed or canceled
 * @param size the size of its pictures
 * @param times when it was made and last changed, and its prompt, which the JSON of a job has no place for
 * @param images its pictures in order
 * @param templateUrl where the merged picture is, or null
 * @param error why it failed, or null
 */
public record JobView(
        String id,
        String workflow,
        String status,
        OutputSize size,
        @JsonIgnore Origin origin,
        List<ImageView> images,
        @Nullable String templateUrl,
        @Nullable String error) {

    /**
     * Where a job comes from.
     *
     * @param prompt what was asked for
     * @param createdAt when it was accepted
     * @param updatedAt when it or one of its pictures last changed
     */
    public record Origin(String prompt, Instant createdAt, Instant updatedAt) {}
}
