package dev.hookline.spring.actuate;

import dev.hookline.job.Job;
import dev.hookline.job.JobStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job in a list.
 *
 * @param id its id
 * @param workflow the workflow that it runs
 * @param status where it stands
 * @param owner whose it is, or null
 * @param createdAt when it was accepted
 * @param updatedAt when it reached this status
 * @param error the code of why it failed, or null
 */
public record JobSummary(
        String id,
        String workflow,
        JobStatus status,
        @Nullable String owner,
        Instant createdAt,
        Instant updatedAt,
        @Nullable String error) {
    static JobSummary of(Job job) {
        return new JobSummary(
                job.id().toString(),
                job.workflow().name(),
                job.status(),
                job.labels().owner(),
                job.createdAt(),
                job.state().updatedAt(),
                job.state().findError().map(error -> error.code()).orElse(null));
    }
}
