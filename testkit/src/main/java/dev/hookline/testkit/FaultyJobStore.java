package dev.hookline.testkit;

import dev.hookline.job.Attempt;
import dev.hookline.job.Callback;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Claim;
import dev.hookline.job.CommitResult;
import dev.hookline.job.DeletedJob;
import dev.hookline.job.DueWork;
import dev.hookline.job.Job;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStore;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Lease;
import dev.hookline.job.LogPage;
import dev.hookline.job.StepKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that does what another store does, and fails on command: before a commit, so that nothing has happened; after
 * a commit, so that it has happened and nobody was told; or altogether, as a database that is away. It can also stop a
 * commit until the test lets it go on.
 *
 * <p>Commits are counted by calls of {@link #commit(List)}, which {@link #commit(JobCommit)} is one of. An order is
 * given for the n-th call from now, is carried out once, and takes the place of an earlier order for the same moment of
 * the same call.
 *
 * <p>Thread-safe, as long as the other store is.
 */
public final class FaultyJobStore implements JobStore {
    private final JobStore store;
    private final AtomicLong calls = new AtomicLong();
    private final Map<Long, Runnable> before = new ConcurrentHashMap<>();
    private final Map<Long, Runnable> after = new ConcurrentHashMap<>();
    private volatile boolean reachable = true;

    private FaultyJobStore(JobStore store) {
        this.store = store;
    }

    /** Creates a store that does what the given one does, until it is told otherwise. */
    public static FaultyJobStore of(JobStore store) {
        return new FaultyJobStore(store);
    }

    /** Lets the n-th commit call from now, counted from 1, throw {@link JobStoreException} without having happened. */
    public void failBefore(int n) {
        before.put(call(n), () -> fail("before commit " + n));
    }

    /** Lets the n-th commit call from now, counted from 1, throw {@link JobStoreException} after it has happened. */
    public void failAfter(int n) {
        after.put(call(n), () -> fail("after commit " + n));
    }

    /** Stops the n-th commit call from now, counted from 1, before it has happened. */
    public Pause pauseBefore(int n) {
        Pause pause = new Pause();
        before.put(call(n), pause::take);
        return pause;
    }

    /** Stops the n-th commit call from now, counted from 1, after it has happened and before its caller is told. */
    public Pause pauseAfter(int n) {
        Pause pause = new Pause();
        after.put(call(n), pause::take);
        return pause;
    }

    /** Lets every call of any method throw {@link JobStoreException}, or ends that. */
    public void setReachable(boolean reachable) {
        this.reachable = reachable;
    }

    /** How many commit calls have been made so far, those that failed included. */
    public long commitCalls() {
        return calls.get();
    }

    @Override
    public List<CommitResult> commit(List<JobCommit> commits) {
        long call = calls.incrementAndGet();
        run(before.remove(call));
        List<CommitResult> results = reached(() -> store.commit(commits));
        run(after.remove(call));
        return results;
    }

    @Override
    public Optional<JobSnapshot> load(JobId id) {
        return reached(() -> store.load(id));
    }

    @Override
    public Optional<Attempt> findAttempt(CallbackToken token) {
        return reached(() -> store.findAttempt(token));
    }

    @Override
    public Map<CallbackToken, Callback> findCallbacks(Collection<CallbackToken> tokens) {
        return reached(() -> store.findCallbacks(tokens));
    }

    @Override
    public Map<StepKey, List<Job>> children(Collection<StepKey> steps) {
        return reached(() -> store.children(steps));
    }

    @Override
    public List<Job> children(StepKey step, int from, int limit) {
        return reached(() -> store.children(step, from, limit));
    }

    @Override
    public List<Job> list(JobQuery query) {
        return reached(() -> store.list(query));
    }

    @Override
    public LogPage log(JobId root, LogPage.@Nullable Cursor after, int limit) {
        return reached(() -> store.log(root, after, limit));
    }

    @Override
    public List<Claim> claim(Lease lease, Set<String> workflows, Instant now, int limit) {
        return reached(() -> store.claim(lease, workflows, now, limit));
    }

    @Override
    public Optional<DueWork> findFirstDue(Set<String> workflows) {
        return reached(() -> store.findFirstDue(workflows));
    }

    @Override
    public void renew(Lease lease, List<StepKey> steps) {
        reached(() -> {
            store.renew(lease, steps);
            return true;
        });
    }

    @Override
    public Optional<DeletedJob> delete(JobId root) {
        return reached(() -> store.delete(root));
    }

    @Override
    public List<DeletedJob> deleteEnded(Instant before, int limit) {
        return reached(() -> store.deleteEnded(before, limit));
    }

    @Override
    public int forgetAttempts(Instant before, int limit) {
        return reached(() -> store.forgetAttempts(before, limit));
    }

    private long call(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("Calls are counted from 1, not from " + n);
        }
        return calls.get() + n;
    }

    private <T> T reached(Supplier<T> action) {
        if (!reachable) {
            fail("until it is reachable again");
        }
        return action.get();
    }

    private static void run(@Nullable Runnable order) {
        if (order != null) {
            order.run();
        }
    }

    private static void fail(String moment) {
        throw new JobStoreException("The store was told to fail " + moment, null);
    }
}
