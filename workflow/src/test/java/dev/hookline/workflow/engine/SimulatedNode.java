package dev.hookline.workflow.engine;

import dev.hookline.job.Attempt;
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
import dev.hookline.testkit.ManualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A process of a simulated world: its clock, what it still has to do, and its way to the store, on which it may die. A
 * dead node reaches nothing any more.
 */
final class SimulatedNode implements Executor, JobStore {
    final ManualTime time;
    private final SimulatedWorld world;
    private final List<Runnable> tasks = new ArrayList<>();
    private boolean dead;

    SimulatedNode(SimulatedWorld world, Instant itsTime) {
        this.world = world;
        this.time = ManualTime.startingAt(itsTime);
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
        tasks.clear();
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    void runOneTask() {
        tasks.remove(world.random.nextInt(tasks.size())).run();
    }

    @Override
    public void execute(Runnable task) {
        if (dead) {
            throw new RejectedExecutionException("dead");
        }
        tasks.add(task);
    }

    @Override
    public List<CommitResult> commit(List<JobCommit> commits) {
        mayStandStill();
        mayFail();
        List<CommitResult> results = reached(() -> world.store.commit(commits));
        mayFail();
        return results;
    }

    /** As a collection of garbage does it: in the middle of whatever the process is doing. */
    void mayStandStill() {
        if (!dead && world.happens(world.faults.pause())) {
            world.pause(this);
        }
    }

    private void mayFail() {
        if (world.happens(world.faults.crash())) {
            world.trace("a node dies");
            die();
        }
        if (dead || world.happens(world.faults.storeFailure())) {
            throw new JobStoreException("The store is away", null);
        }
    }

    private <T> T reached(Supplier<T> call) {
        if (dead) {
            throw new JobStoreException("A dead node reaches nothing", null);
        }
        return call.get();
    }

    @Override
    public Optional<JobSnapshot> load(JobId id) {
        return reached(() -> world.store.load(id));
    }

    @Override
    public Optional<Attempt> findAttempt(CallbackToken token) {
        return reached(() -> world.store.findAttempt(token));
    }

    @Override
    public List<Job> children(StepKey step, int from, int limit) {
        return reached(() -> world.store.children(step, from, limit));
    }

    @Override
    public List<Job> list(JobQuery query) {
        return reached(() -> world.store.list(query));
    }

    @Override
    public LogPage log(JobId root, LogPage.@Nullable Cursor after, int limit) {
        return reached(() -> world.store.log(root, after, limit));
    }

    @Override
    public List<Claim> claim(Lease lease, Set<String> workflows, Instant now, int limit) {
        return reached(() -> world.store.claim(lease, workflows, now, limit));
    }

    @Override
    public Optional<DueWork> findFirstDue(Set<String> workflows) {
        return reached(() -> world.store.findFirstDue(workflows));
    }

    @Override
    public void renew(Lease lease, List<StepKey> steps) {
        reached(() -> {
            world.store.renew(lease, steps);
            return true;
        });
    }

    @Override
    public Optional<DeletedJob> delete(JobId root) {
        return reached(() -> world.store.delete(root));
    }

    @Override
    public List<DeletedJob> deleteEnded(Instant before, int limit) {
        return reached(() -> world.store.deleteEnded(before, limit));
    }

    @Override
    public int forgetAttempts(Instant before, int limit) {
        return reached(() -> world.store.forgetAttempts(before, limit));
    }
}
