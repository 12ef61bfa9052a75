package dev.hookline.e2e;

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
import dev.hookline.job.Lease;
import dev.hookline.job.LogPage;
import dev.hookline.job.StepKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A store that lets something happen right after a job was read in a certain state, and before its reader goes on. */
final class HookedJobStore implements JobStore {
    private final JobStore store;
    private final AtomicReference<@Nullable Hook> hook = new AtomicReference<>();

    HookedJobStore(JobStore store) {
        this.store = store;
    }

    private record Hook(Predicate<JobSnapshot> when, Runnable then) {}

    /** Once: the first reader that sees such a job is held until this has happened. */
    void afterReading(Predicate<JobSnapshot> when, Runnable then) {
        hook.set(new Hook(when, then));
    }

    @Override
    public Optional<JobSnapshot> load(JobId id) {
        Optional<JobSnapshot> snapshot = store.load(id);
        Hook next = hook.get();
        if (next != null && snapshot.filter(next.when()).isPresent() && hook.compareAndSet(next, null)) {
            next.then().run();
        }
        return snapshot;
    }

    @Override
    public List<CommitResult> commit(List<JobCommit> commits) {
        return store.commit(commits);
    }

    @Override
    public Optional<Attempt> findAttempt(CallbackToken token) {
        return store.findAttempt(token);
    }

    @Override
    public Map<CallbackToken, Callback> findCallbacks(Collection<CallbackToken> tokens) {
        return store.findCallbacks(tokens);
    }

    @Override
    public Map<StepKey, List<Job>> children(Collection<StepKey> steps) {
        return store.children(steps);
    }

    @Override
    public List<Job> children(StepKey step, int from, int limit) {
        return store.children(step, from, limit);
    }

    @Override
    public List<Job> list(JobQuery query) {
        return store.list(query);
    }

    @Override
    public LogPage log(JobId root, LogPage.@Nullable Cursor after, int limit) {
        return store.log(root, after, limit);
    }

    @Override
    public List<Claim> claim(Lease lease, Set<String> workflows, Instant now, int limit) {
        return store.claim(lease, workflows, now, limit);
    }

    @Override
    public Optional<DueWork> findFirstDue(Set<String> workflows) {
        return store.findFirstDue(workflows);
    }

    @Override
    public void renew(Lease lease, List<StepKey> steps) {
        store.renew(lease, steps);
    }

    @Override
    public Optional<DeletedJob> delete(JobId root) {
        return store.delete(root);
    }

    @Override
    public List<DeletedJob> deleteEnded(Instant before, int limit) {
        return store.deleteEnded(before, limit);
    }

    @Override
    public int forgetAttempts(Instant before, int limit) {
        return store.forgetAttempts(before, limit);
    }
}
