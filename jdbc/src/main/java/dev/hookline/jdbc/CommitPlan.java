package dev.hookline.jdbc;

import dev.hookline.jdbc.Found.Known;
import dev.hookline.jdbc.Found.Open;
import dev.hookline.jdbc.Found.UniqueKey;
import dev.hookline.job.Attempt;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.CommitResult;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.ChildReopened;
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
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** Those that count, of the steps above; a step whose attempt stays as it is has none here. */
    final Map<StepKey, Attempt> current = new TreeMap<>();

    /** Changes of those that count, of steps that are not written otherwise. */
    final Map<StepKey, Attempt> bound = new TreeMap<>();

    /** Those that count no longer. */
    final Map<CallbackToken, Attempt> former = new LinkedHashMap<>();

    /** The tokens of those that count once more, in whose place another one did. */
    final List<String> restored = new ArrayList<>();

    final List<LogEntry> log = new ArrayList<>();

    private final Map<JobId, Known> found;
    private final Map<StepKey, Attempt> counting;
    private final Map<JobId, Known> jobs;
    private final Map<UniqueKey, JobId> keys;
    private final Map<StepKey, Open> open;

    private CommitPlan(Found found) {
        this.found = found.jobs();
        this.counting = found.attempts();
        this.jobs = new HashMap<>(found.jobs());
        this.keys = new HashMap<>(found.keys());
        this.open = new HashMap<>(found.open());
    }

    /**
     * What counting comes to for a step that is not written otherwise.
     *
     * @param children how many children are open
     * @param moved whether the step is due at another time than before, and owned by nobody
     * @param dueAt when it is due, if that has changed, or null for a step that waits
     */
    record Counted(int children, boolean moved, @Nullable Instant dueAt) {}

    /** A job that was there has a new version, and a new state if that has changed too. */
    record Moved(@Nullable JobState state) {}

    static CommitPlan of(List<JobCommit> commits, Found found) {
        CommitPlan plan = new CommitPlan(found);
        commits.forEach(commit -> plan.results.add(plan.decide(commit)));
        plan.steps.values().forEach(plan::placeAttempts);
        plan.placeOthers();
        return plan;
    }

    /** The version of a job after all commits. */
    long version(JobId id) {
        Known known = jobs.get(id);
        return known == null ? JobCommit.NEW : known.version();
    }

    /** The version of a job that was there before all commits. */
    long versionBefore(JobId id) {
        return Objects.requireNonNull(found.get(id)).version();
    }

    /** The name of the workflow that a job runs. */
    String workflow(JobId id) {
        return Objects.requireNonNull(jobs.get(id)).workflow();
    }

    /** Whether the step still runs below which the commit opens a job again, if it does. */
    private boolean isWaitedFor(JobCommit commit) {
        return commit.changes().stream()
                .filter(ChildReopened.class::isInstance)
                .allMatch(change ->
                        findOpen(((ChildReopened) change).parentStep()).isPresent());
    }

    private CommitResult decide(JobCommit commit) {
        long version = version(commit.job());
        if (version != commit.expectedVersion() || !isWaitedFor(commit)) {
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
            case CHILD_ENDED -> countDown((ChildEnded) change, at);
            case CHILD_REOPENED -> countUp(((ChildReopened) change).parentStep());
        };
    }

    private Optional<StepKey> create(Job job) {
        if (jobs.putIfAbsent(job.id(), new Known(job.version(), job.workflow().name())) != null) {
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
        jobs.put(id, new Known(version, workflow(id)));
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
        former.put(attempt.token(), attempt);
        return Optional.empty();
    }

    /** The attempt that counts goes with its step, and the one before it stays behind as it was, unless that is written, too. */
    private void placeAttempts(JobStep step) {
        Attempt before = counting.get(step.key());
        CallbackToken token = step.token();
        Attempt now = token == null ? null : former.remove(token);
        if (now == null && before != null && before.token().equals(token)) {
            now = before;
        }
        if (now != null) {
            current.put(step.key(), now);
        }
        if (before != null && !before.token().equals(token)) {
            former.putIfAbsent(before.token(), before);
            Stream.ofNullable(token).map(CallbackToken::value).forEach(restored::add);
        }
    }

    private void placeOthers() {
        for (Attempt attempt : List.copyOf(former.values())) {
            StepKey step = attempt.step();
            Attempt counts = steps.containsKey(step) ? null : counting.get(step);
            if (counts != null && counts.token().equals(attempt.token())) {
                bound.put(step, attempt);
                former.remove(attempt.token());
            }
        }
    }

    private Optional<StepKey> write(LogEntry entry) {
        log.add(entry);
        return Optional.empty();
    }

    private Optional<StepKey> countDown(ChildEnded ended, Instant at) {
        StepKey key = ended.parentStep();
        Open before = findOpen(key).orElse(null);
        if (before == null || before.children() == 0) {
            return Optional.empty();
        }
        boolean isLast = before.children() == 1;
        boolean isDue = isLast || (!ended.succeeded() && before.phase() == Phase.JOIN_ALL);
        count(key, before.minusOne(), isDue, at);
        return isDue ? Optional.of(key) : Optional.empty();
    }

    private Optional<StepKey> countUp(StepKey key) {
        findOpen(key).ifPresent(before -> {
            count(key, before.plusOne(), true, null);
            moveOn(key.job(), version(key.job()) + 1);
        });
        return Optional.empty();
    }

    private void count(StepKey key, Open after, boolean moves, @Nullable Instant dueAt) {
        int children = after.children();
        JobStep written = steps.get(key);
        Work work = written == null ? null : written.work();
        if (written != null && work != null) {
            Work moved = moves ? new Work(work.phase(), dueAt, null, work.priority()) : work;
            steps.put(key, counted(written, children, moved));
            return;
        }
        open.put(key, after);
        Counted before = counted.get(key);
        counted.put(
                key,
                moves || before == null
                        ? new Counted(children, moves, moves ? dueAt : null)
                        : new Counted(children, before.moved(), before.dueAt()));
    }

    /** Empty for a step that is not running. */
    private Optional<Open> findOpen(StepKey key) {
        JobStep written = steps.get(key);
        return written == null
                ? Optional.ofNullable(open.get(key))
                : written.findWork().map(work -> new Open(written.openChildren(), work.phase()));
    }

    private static JobStep counted(JobStep step, int children, Work work) {
        return new JobStep(
                step.key(), step.status(), step.tries(), step.token(), work, children, step.result(), step.error());
    }

    private static Job with(Job job, JobState state, long version) {
        return new Job(
                job.id(), job.workflow(), job.parent(), job.labels(), job.input(), state, job.createdAt(), version);
    }
}
