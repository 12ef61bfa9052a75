package dev.hookline.jdbc;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has found, and by locks keeps as it is until it ends.
 *
 * @param versions the version of each job that is there, among those that the commits are for
 * @param keys who has the idempotency keys, among those that the commits bring
 * @param open the running steps of which a child ends
 */
record Found(Map<JobId, Long> versions, Map<UniqueKey, JobId> keys, Map<StepKey, Open> open) {

    /** What is unique among the jobs that were started from outside. */
    record UniqueKey(String workflow, String key) {
        static @Nullable UniqueKey of(Job job) {
            String key = job.labels().idempotencyKey();
            return key == null || job.parent() != null
                    ? null
                    : new UniqueKey(job.workflow().name(), key);
        }
    }

    /** A running step and how many of its children have not ended. */
    record Open(Phase phase, int children) {}
}
