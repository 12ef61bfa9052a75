package dev.hookline.job;

import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.ChildReopened;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.Logged;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobChange.StepWritten;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps jobs in memory: for tests, and for programs that can lose their jobs when they end.
 *
 * <p>Its memory is bounded by what is running: a job that was started from outside leaves with all that is below it when
 * it ended longer than the {@linkplain Builder#retention retention} ago, or when too many have ended since. A job that has
 * not ended never leaves by itself. What has left reads as if it had been {@linkplain #delete deleted}; its attempts are
 * kept for one more retention, up to ten times as many as jobs.
 *
 * <p>Thread-safe: one lock makes each call happen at one moment.
 */
public final class InMemoryJobStore implements JobStore {
    private static final int ATTEMPTS_PER_JOB = 10;

    /** Guards all that follows. No I/O and no code of others runs under it but the clock. */
    private final ReentrantLock lock = new ReentrantLock();

    private final JobTables tables = new JobTables();
    private final RetentionCache<JobId, JobTree> ended;
    private final RetentionCache<CallbackToken, Attempt> orphans;

    private InMemoryJobStore(Builder builder) {
        this.ended = new RetentionCache<>(builder.limits(1), tree -> tree.nodes.size(), this::forget);
        this.orphans = new RetentionCache<>(builder.limits(ATTEMPTS_PER_JOB), attempt -> 1, attempt -> {});
    }

    /** Creates an empty store that keeps 10,000 ended jobs for a day. */
    public static InMemoryJobStore create() {
        return builder().build();
    }

    /** Starts the making of a store with other limits. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<CommitResult> commit(List<JobCommit> commits) {
        return locked(() -> {
            refuseTakenChildren(commits);
            return commits.stream().map(this::apply).toList();
        });
    }

    @Override
    public Optional<JobSnapshot> load(JobId id) {
        return locked(() -> tables.snapshot(id));
    }

    @Override
    public Optional<Attempt> findAttempt(CallbackToken token) {
        return locked(() -> {
            Attempt attempt = tables.findAttempt(token);
            return Optional.ofNullable(attempt != null ? attempt : orphans.find(token));
        });
    }

    @Override
    public List<Job> children(StepKey step, int from, int limit) {
        return locked(() -> tables.children(step, from, limit));
    }

    @Override
    public List<Job> list(JobQuery query) {
        return locked(() -> tables.list(query));
    }

    @Override
    public LogPage log(JobId root, LogPage.@Nullable Cursor after, int limit) {
        return locked(() -> {
            JobTree tree = tables.findTree(root);
            return tree == null ? LogPage.EMPTY : tree.log(after, limit);
        });
    }

    @Override
    public List<Claim> claim(Lease lease, Set<String> workflows, Instant now, int limit) {
        return locked(() -> tables.due(workflows, now, limit).stream()
                .map(step -> take(step, lease))
                .toList());
    }

    @Override
    public Optional<DueWork> findFirstDue(Set<String> workflows) {
        return locked(() -> tables.findFirstDue(workflows));
    }

    @Override
    public void renew(Lease lease, List<StepKey> steps) {
        locked(() -> {
            steps.forEach(step -> renew(lease, step));
            return true;
        });
    }

    @Override
    public Optional<DeletedJob> delete(JobId root) {
        return locked(() -> Optional.ofNullable(tables.findTree(root)).map(this::delete));
    }

    @Override
    public List<DeletedJob> deleteEnded(Instant before, int limit) {
        return locked(() -> {
            List<DeletedJob> deleted = new ArrayList<>();
            int jobs = 0;
            for (JobTree tree : tables.endedBefore(before)) {
                jobs += tree.nodes.size();
                if (jobs > limit && !deleted.isEmpty()) {
                    break;
                }
                deleted.add(delete(tree));
            }
            return deleted;
        });
    }

    @Override
    public int forgetAttempts(Instant before, int limit) {
        return locked(() -> orphans.removeWhere(attempt -> attempt.createdAt().isBefore(before), limit));
    }

    private DeletedJob delete(JobTree tree) {
        ended.remove(tree.root);
        DeletedJob remains = tree.remains();
        forget(tree);
        return remains;
    }

    /** A database refuses these by its primary key, and with them the whole transaction. */
    private void refuseTakenChildren(List<JobCommit> commits) {
        Set<JobId> created = new HashSet<>();
        for (JobCommit commit : commits) {
            for (JobChange change : commit.changes()) {
                if (change instanceof JobCreated creation) {
                    JobId id = creation.job().id();
                    boolean taken = tables.findJob(id) != null || !created.add(id);
                    if (taken && !id.equals(commit.job())) {
                        throw new JobStoreException("Creating child job " + id + " failed: its id is taken", null);
                    }
                }
            }
        }
    }

    private CommitResult apply(JobCommit commit) {
        Job current = tables.findJob(commit.job());
        if (commit.expectedVersion() == JobCommit.NEW) {
            JobId twin = tables.findTwin(((JobCreated) commit.changes().get(0)).job());
            if (current == null && twin != null) {
                return new CommitResult.Duplicate(twin);
            }
        }
        if ((current == null ? JobCommit.NEW : current.version()) != commit.expectedVersion() || !isWaitedFor(commit)) {
            return new CommitResult.Stale();
        }
        return new CommitResult.Committed(make(commit));
    }

    /** Whether the step still runs below which the commit opens a job again, if it does. */
    private boolean isWaitedFor(JobCommit commit) {
        return commit.changes().stream()
                .filter(ChildReopened.class::isInstance)
                .map(change -> tables.findStep(((ChildReopened) change).parentStep()))
                .allMatch(step -> step != null && step.work() != null);
    }

    private List<StepKey> make(JobCommit commit) {
        List<StepKey> joinable = new ArrayList<>();
        for (JobChange change : commit.changes()) {
            StepKey joined = make(change, commit.at());
            if (joined != null) {
                joinable.add(joined);
            }
        }
        Job before = job(commit.job());
        tables.update(before.with(before.state(), commit.expectedVersion() + 1));
        retain(before);
        return joinable;
    }

    private @Nullable StepKey make(JobChange change, Instant at) {
        return switch (change.kind()) {
            case JOB_CREATED -> made(() -> tables.insert(((JobCreated) change).job()));
            case STATE_CHANGED -> made(() -> change((StateChanged) change));
            case STEP_WRITTEN -> made(() -> tables.put(((StepWritten) change).step()));
            case ATTEMPT_WRITTEN -> made(() -> tables.put(((AttemptWritten) change).attempt()));
            case LOGGED -> made(() -> tables.append(((Logged) change).entry()));
            case CHILD_ENDED -> countDown((ChildEnded) change, at);
            case CHILD_REOPENED -> made(() -> countUp(((ChildReopened) change).parentStep()));
        };
    }

    private static @Nullable StepKey made(Runnable write) {
        write.run();
        return null;
    }

    private void change(StateChanged change) {
        tables.update(job(change.job()).next(change.state()));
    }

    private @Nullable StepKey countDown(ChildEnded ended, Instant at) {
        StepKey key = ended.parentStep();
        JobStep step = tables.findStep(key);
        if (step == null || step.work() == null || step.openChildren() == 0) {
            return null;
        }
        int open = step.openChildren() - 1;
        Work before = step.work();
        Work due = new Work(before.phase(), at, null, before.priority());
        boolean isDue = open == 0 || (!ended.succeeded() && before.phase() == Phase.JOIN_ALL);
        tables.put(step.counted(open, isDue ? due : before));
        return isDue ? key : null;
    }

    private void countUp(StepKey key) {
        JobStep step = tables.findStep(key);
        if (step != null && step.work() != null) {
            Work waiting = new Work(step.work().phase(), null, null, step.work().priority());
            tables.put(step.counted(step.openChildren() + 1, waiting));
            Job parent = job(key.job());
            tables.update(parent.next(parent.state()));
        }
    }

    private Claim take(JobStep step, Lease lease) {
        Work work = Objects.requireNonNull(step.work());
        tables.put(step.withWork(work.takenBy(lease)));
        return new Claim(step.key(), work.phase(), work.owner());
    }

    private void renew(Lease lease, StepKey key) {
        JobStep step = tables.findStep(key);
        if (step != null
                && step.work() != null
                && lease.owner().equals(step.work().owner())) {
            tables.put(step.withWork(step.work().takenBy(lease)));
        }
    }

    /** Only a tree whose root has ended may leave; one that is retried comes back among those that stay. */
    private void retain(Job job) {
        JobTree tree = job.parent() == null ? tables.findTree(job.id()) : null;
        if (tree != null && job.status().isEnd()) {
            ended.put(job.id(), tree);
        } else if (tree != null) {
            ended.remove(job.id());
        }
    }

    private void forget(JobTree tree) {
        tables.remove(tree)
                .forEach(attempt -> orphans.put(attempt.token(), attempt.withStatus(AttemptStatus.ABANDONED)));
    }

    private Job job(JobId id) {
        return Objects.requireNonNull(tables.findJob(id));
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            ended.sweep();
            orphans.sweep();
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Sets the limits of an {@link InMemoryJobStore}. Not thread-safe. */
    public static final class Builder {
        private long maxEndedJobs = 10_000;
        private Duration retention = Duration.ofDays(1);
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** How many ended jobs are kept, children counted; the one that ended last always is. 10,000 unless set. */
        public Builder maxEndedJobs(long count) {
            this.maxEndedJobs = count;
            return this;
        }

        /** How long a job is kept after it ended. One day unless set. */
        public Builder retention(Duration time) {
            this.retention = Objects.requireNonNull(time, "time");
            return this;
        }

        /** The clock by which the retention is measured, and nothing else. The system's unless set. */
        public Builder clock(InstantSource source) {
            this.clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Creates the store.
         *
         * @throws IllegalArgumentException when no job could be kept: the count or the retention is not above zero
         */
        public InMemoryJobStore build() {
            if (maxEndedJobs < 1 || retention.isNegative() || retention.isZero()) {
                throw new IllegalArgumentException(
                        "maxEndedJobs and retention are above zero, not " + maxEndedJobs + " and " + retention);
            }
            return new InMemoryJobStore(this);
        }

        private RetentionCache.Limits limits(int factor) {
            return new RetentionCache.Limits(Math.multiplyExact(maxEndedJobs, factor), retention, clock);
        }
    }
}
