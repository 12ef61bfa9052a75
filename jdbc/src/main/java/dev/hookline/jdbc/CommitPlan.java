package dev.hookline.jdbc;

import dev.hookline.jdbc.Found.Open;
import dev.hookline.jdbc.Found.UniqueKey;
import dev.hookline.job.Attempt;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.Logged;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobChange.StepWritten;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.LogEntry;
import dev.hookline.job.StepKey;
import dev.hookline.job.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the commits of a call happen, and gathers what they leave behind: each row once, as it is after the
 * last of them. It plays the commits one after the other on what was found, without the database; the order in which
 * the rows are then written does not matter, and is that of their keys. Not thread-safe.
 */
final class CommitPlan {
    final List<CommitResult> results = new ArrayList<>();
    final Map<JobId, Job> newJobs = new TreeMap<>();
    final Map<JobId, Moved> moved = new TreeMap<>();
    final Map<StepKey, JobStep> steps = new TreeMap<>();
    final Map<StepKey, Counted> counted = new TreeMap<>();
    final Map<CallbackToken, Attempt> attempts = new LinkedHashMap<>();
    final List<LogEntry> log = new ArrayList<>();

    private final Map<JobId, Long> versions;
    private final Map<UniqueKey, JobId> keys;
    private final Map<StepKey, Open> open;

    private CommitPlan(Found found) {
        this.versions = new HashMap<>(found.versions());
        this.keys = new HashMap<>(found.keys());
        this.open = new HashMap<>(found.open());
    }

    /** How many children of a step that is not written otherwise are open, and when it is due if there are none. */
    record Counted(int children, Instant dueAt) {}

    /** A job that was there has a new version, and a new state if that has changed too. */
    record Moved(@Nullable JobState state) {}

    static CommitPlan of(List<JobCommit> commits, Found found) {
        CommitPlan plan = new CommitPlan(found);
        commits.forEach(commit -> plan.results.add(plan.decide(commit)));
        return plan;
    }

    /** The version of a job after all commits. */
    long version(JobId id) {
        return versions.getOrDefault(id, JobCommit.NEW);
    }

    private CommitResult decide(JobCommit commit) {
        long version = version(commit.job());
        if (version != commit.expectedVersion()) {
            return new CommitResult.Stale();
        }
        if (version == JobCommit.NEW) {
            UniqueKey key = UniqueKey.of(((JobCreated) commit.changes().get(0)).job());
            JobId twin = key == null ? null : keys.putIfAbsent(key, commit.job());
            if (twin != null) {
                return new CommitResult.Duplicate(twin);
            }
        }
        List<StepKey> joinable = new ArrayList<>();
        commit.changes().forEach(change -> make(change, commit.at()).ifPresent(joinable::add));
        moveOn(commit.job(), version + 1);
        return new CommitResult.Committed(joinable);
    }

    private Optional<StepKey> make(JobChange change, Instant at) {
        return switch (change.kind()) {
            case JOB_CREATED -> create(((JobCreated) change).job());
            case STATE_CHANGED -> change((StateChanged) change);
            case STEP_WRITTEN -> write(((StepWritten) change).step());
            case ATTEMPT_WRITTEN -> write(((AttemptWritten) change).attempt());
            case LOGGED -> write(((Logged) change).entry());
            case CHILD_ENDED -> countDown(((ChildEnded) change).parentStep(), at);
        };
    }

    private Optional<StepKey> create(Job job) {
        if (versions.putIfAbsent(job.id(), job.version()) != null) {
            throw new JobStoreException("Creating child job " + job.id() + " failed: its id is taken", null);
        }
        newJobs.put(job.id(), job);
        return Optional.empty();
    }

    private Optional<StepKey> change(StateChanged change) {
        Job created = newJobs.get(change.job());
        if (created == null) {
            moved.put(change.job(), new Moved(change.state()));
        } else {
            newJobs.put(created.id(), with(created, change.state(), created.version()));
        }
        return Optional.empty();
    }

    private void moveOn(JobId id, long version) {
        versions.put(id, version);
        Job created = newJobs.get(id);
        if (created == null) {
            moved.putIfAbsent(id, new Moved(null));
        } else {
            newJobs.put(id, with(created, created.state(), version));
        }
    }

    private Optional<StepKey> write(JobStep step) {
        steps.put(step.key(), step);
        counted.remove(step.key());
        return Optional.empty();
    }

    private Optional<StepKey> write(Attempt attempt) {
        attempts.put(attempt.token(), attempt);
        return Optional.empty();
    }

    private Optional<StepKey> write(LogEntry entry) {
        log.add(entry);
        return Optional.empty();
    }

    private Optional<StepKey> countDown(StepKey key, Instant at) {
        Open before = openOf(key);
        if (before == null || before.children() == 0) {
            return Optional.empty();
        }
        int left = before.children() - 1;
        JobStep written = steps.get(key);
        if (written == null) {
            open.put(key, new Open(before.phase(), left));
            counted.put(key, new Counted(left, at));
        } else {
            steps.put(key, counted(written, before, new Counted(left, at)));
        }
        return left == 0 ? Optional.of(key) : Optional.empty();
    }

    private @Nullable Open openOf(StepKey key) {
        JobStep written = steps.get(key);
        if (written == null) {
            return open.get(key);
        }
        Work work = written.work();
        return work == null ? null : new Open(work.phase(), written.openChildren());
    }

    private static JobStep counted(JobStep step, Open before, Counted after) {
        Work work = after.children() == 0 ? Work.dueAt(before.phase(), after.dueAt()) : step.work();
        return new JobStep(
                step.key(),
                step.status(),
                step.tries(),
                step.token(),
                work,
                after.children(),
                step.result(),
                step.error());
    }

    private static Job with(Job job, JobState state, long version) {
        return new Job(
                job.id(), job.workflow(), job.parent(), job.labels(), job.input(), state, job.createdAt(), version);
    }
}
