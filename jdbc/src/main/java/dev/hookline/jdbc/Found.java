package dev.hookline.jdbc;

import dev.hookline.job.Attempt;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction has found, and by locks keeps as it is until it ends; or what it assumes and has to check.
 *
 * @param jobs each job that is there, among those that the commits are for or count the children of
 * @param keys who has the idempotency keys, among those that the commits bring
 * @param open the open children of the running steps of which a child ends or is opened again
 * @param attempts the attempts that count, of the steps of the jobs that the commits are for
 */
record Found(
        Map<JobId, Known> jobs, Map<UniqueKey, JobId> keys, Map<StepKey, Open> open, Map<StepKey, Attempt> attempts) {

    /** Nothing yet. */
    static Found nothing() {
        return new Found(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    /** What is true of jobs if each is at the version that the first commit for it expects. */
    static Found expectedBy(List<JobCommit> commits) {
        Found found = nothing();
        Set<JobId> created = new HashSet<>();
        for (JobCommit commit : commits) {
            for (JobChange change : commit.changes()) {
                if (change instanceof JobChange.JobCreated creation) {
                    created.add(creation.job().id());
                }
            }
            if (!created.contains(commit.job())) {
                found.jobs().putIfAbsent(commit.job(), new Known(commit.expectedVersion(), commit.workflow()));
            }
        }
        return found;
    }

    /** What is unique among the jobs that were started from outside. */
    record UniqueKey(String workflow, String key) {
        static @Nullable UniqueKey of(Job job) {
            String key = job.labels().idempotencyKey();
            return key == null || job.parent() != null
                    ? null
                    : new UniqueKey(job.workflow().name(), key);
        }
    }

    /** How many children are open, and what the step waits for. */
    record Open(int children, Phase phase) {
        Open minusOne() {
            return new Open(children - 1, phase);
        }

        Open plusOne() {
            return new Open(children + 1, phase);
        }
    }

    /** What is known of a job. */
    record Known(long version, String workflow) {}
}
