package dev.hookline.workflow.internal.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.hookline.job.Attempt;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.Work;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Running jobs as this node's last commits have left them, so that the next one need not read them again. Another node may
 * have changed them since, so what is found here may only be tried: a commit on it happens if nothing has changed, and
 * whatever comes to no commit has to be decided on what the store says. Thread-safe.
 *
 * <p>Jobs that wait for children are not kept, since the ends of children change them without a new version.
 */
public final class RecentJobs {
    /** In characters of JSON and what else there is, about 32 MB at most: some ten thousand jobs. */
    private static final long MAX_WEIGHT = 16L << 20;

    private static final int WEIGHT_OF_A_JOB = 600;
    private static final int WEIGHT_OF_A_STEP = 400;

    private final Cache<JobId, JobSnapshot> jobs = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher((JobId id, JobSnapshot snapshot) -> weight(snapshot))
            .evictionListener((@Nullable JobId id, @Nullable JobSnapshot evicted, RemovalCause cause) -> left(evicted))
            .executor(Runnable::run)
            .build();

    /** Those of the jobs above; each comes before its job and goes with it, so that none stays for ever. */
    private final Map<CallbackToken, JobId> tokens = new ConcurrentHashMap<>();

    /** None yet. */
    public RecentJobs() {}

    Optional<JobSnapshot> find(JobId id) {
        return Optional.ofNullable(jobs.getIfPresent(id));
    }

    /** The job in which an attempt counts. */
    Optional<JobSnapshot> find(CallbackToken token) {
        return Optional.ofNullable(tokens.get(token))
                .flatMap(this::find)
                .filter(snapshot -> snapshot.findAttempt(token).isPresent());
    }

    /** How many tokens are known. */
    int tokens() {
        return tokens.size();
    }

    /** Takes note of a commit that has happened, in the order in which those of one job happen. */
    void note(JobCommit commit, @Nullable JobSnapshot before) {
        if (before != null) {
            keep(before.after(commit));
        }
        JobSnapshot.created(commit).forEach(this::keep);
    }

    /** Forgets a job that somebody else has changed. */
    void forget(JobId id) {
        left(jobs.asMap().remove(id));
    }

    private void keep(JobSnapshot snapshot) {
        JobId id = snapshot.job().id();
        if (snapshot.job().status().isEnd() || waitsForChildren(snapshot)) {
            forget(id);
        } else {
            snapshot.attempts().forEach(attempt -> tokens.put(attempt.token(), id));
            JobSnapshot before = jobs.asMap().put(id, snapshot);
            attempts(before)
                    .filter(attempt -> snapshot.findAttempt(attempt.token()).isEmpty())
                    .forEach(attempt -> tokens.remove(attempt.token()));
        }
    }

    private void left(@Nullable JobSnapshot snapshot) {
        attempts(snapshot).forEach(attempt -> tokens.remove(attempt.token()));
    }

    private static Stream<Attempt> attempts(@Nullable JobSnapshot snapshot) {
        return snapshot == null ? Stream.empty() : snapshot.attempts().stream();
    }

    private static boolean waitsForChildren(JobSnapshot snapshot) {
        return snapshot.steps().stream()
                .flatMap(step -> step.findWork().stream())
                .map(Work::phase)
                .anyMatch(phase -> phase.isForChildren());
    }

    private static int weight(JobSnapshot snapshot) {
        long texts = snapshot.job().input().length();
        for (JobStep step : snapshot.steps()) {
            texts += WEIGHT_OF_A_STEP
                    + Stream.ofNullable(step.result()).mapToInt(String::length).sum();
        }
        return (int) Math.min(Integer.MAX_VALUE, WEIGHT_OF_A_JOB + texts);
    }
}
