package dev.hookline.jdbc;

import static dev.hookline.jdbc.Jobs.NOW;

import dev.hookline.job.Attempt;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.ChildEnded;
import dev.hookline.job.JobChange.ChildReopened;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobChange.StepWritten;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import dev.hookline.job.Lease;
import dev.hookline.job.LogPage;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All that an engine, a dashboard and the retention ask of a store, each way of asking once. */
final class Operations {
    private static final Set<String> WORKFLOWS = Set.of("merge", "photo", "unknown");

    private final Set<String> called = new TreeSet<>();
    private final JobStore store;

    private Operations(JobStore store) {
        this.store = (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (self, method, arguments) -> {
                    called.add(method.getName());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** Does all of it, and fails when a method of the interface was left out. */
    static void runAll(JobStore store) {
        Operations operations = new Operations(store);
        Job job = Jobs.job(new JobLabels("owner 7", "key", Map.of(), null));
        List<Job> children = operations.write(job);
        operations.read(job);
        operations.claim(children.get(0));
        operations.delete(job);
        Set<String> missing = new TreeSet<>(
                Arrays.stream(JobStore.class.getMethods()).map(Method::getName).toList());
        missing.removeAll(operations.called);
        if (!missing.isEmpty()) {
            throw new AssertionError("Not every method of a store is exercised: " + missing);
        }
    }

    private List<Job> write(Job job) {
        JobCommit fanOut = Jobs.fanOut(job, 20);
        List<Job> children = new ArrayList<>();
        fanOut.changes().forEach(change -> {
            if (change instanceof JobCreated created && created.job().parent() != null) {
                children.add(created.job());
            }
        });
        store.commit(List.of(fanOut));
        store.commit(List.of(fanOut, Jobs.creation(Jobs.job(job.labels()))));
        StepKey each = new StepKey(job.id(), "each");
        for (Job child : children) {
            JobSnapshot read = store.load(child.id()).orElseThrow();
            JobStep step = read.steps().get(0);
            Attempt attempt = read.attempts().get(0);
            store.commit(JobCommit.of(child, NOW, List.of(new AttemptWritten(attempt.bound("p")))));
            JobState end = new JobState(JobStatus.SUCCEEDED, "{}", null, NOW);
            store.commit(new JobCommit(
                    child.id(),
                    child.workflow().name(),
                    2,
                    NOW,
                    List.of(
                            new StateChanged(child.id(), end),
                            new StepWritten(step.ended(StepStatus.SUCCEEDED, "{}", null)),
                            new ChildEnded(each, false))));
        }
        Job first = children.get(0);
        JobState again = JobState.processing(NOW);
        store.commit(new JobCommit(
                first.id(),
                first.workflow().name(),
                3,
                NOW,
                List.of(new StateChanged(first.id(), again), new ChildReopened(each))));
        return children;
    }

    private void read(Job job) {
        store.findAttempt(CallbackToken.of("0".repeat(22)));
        store.findCallbacks(List.of(CallbackToken.of("0".repeat(22)), CallbackToken.of("1".repeat(22))));
        store.children(new StepKey(job.id(), "each"));
        store.children(new StepKey(job.id(), "each"), 7, 3);
        store.children(List.of(new StepKey(job.id(), "each"), new StepKey(job.id(), "other")));
        JobQuery all = JobQuery.newest(20);
        for (JobQuery query : List.of(all, all.after(job.id()))) {
            for (JobQuery owned : List.of(query, query.ownedBy("owner 7"))) {
                store.list(owned);
                store.list(owned.in(JobStatus.FAILED));
                store.list(owned.in(JobStatus.FAILED, JobStatus.SUCCEEDED));
            }
        }
        store.log(job.id());
        LogPage page = store.log(job.id(), null, 2);
        store.log(job.id(), page.next(), 2);
    }

    private void claim(Job running) {
        Lease lease = new Lease("node", NOW.plusSeconds(30));
        store.findFirstDue(WORKFLOWS);
        store.claim(lease, WORKFLOWS, NOW, 20);
        store.renew(lease, List.of(new StepKey(running.id(), "edit")));
    }

    private void delete(Job job) {
        store.delete(job.id());
        store.deleteEnded(NOW.minusSeconds(BusyDatabase.JOBS - 30L), 20);
        store.forgetAttempts(NOW.minusSeconds(BusyDatabase.JOBS - 30L), 20);
    }
}
