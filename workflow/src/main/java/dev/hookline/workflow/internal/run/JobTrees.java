package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.DeletedJob;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is done to a job and to those below it, one commit a job. */
public final class JobTrees {
    private static final int MAX_RACES = 100;

    private final Parts parts;
    private final Performer performer;
    private final StoredFiles files;

    /** Trees in the store of the given parts. */
    public JobTrees(Parts parts, Performer performer) {
        this.parts = parts;
        this.performer = performer;
        this.files = new StoredFiles(parts);
    }

    /**
     * Opens a job again, with what failed below it, and the jobs above that wait for it; false when it cannot be. When one
     * of those above has ended before the job is open, it is opened once more.
     */
    public boolean retry(JobId id) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<Job> job = find(id).filter(JobTrees::isRetryable);
            if (job.isEmpty()) {
                return false;
            }
            reopenAbove(job.get());
            List<Job> children = failedChildren(id);
            Optional<Outcome.Kind> kind = performer.tryToApply(id, new Event.Retried(countBySteps(children), false));
            if (kind.isPresent()) {
                boolean goesOn = kind.get() == Outcome.Kind.CHANGED;
                if (goesOn) {
                    children.forEach(this::reopen);
                }
                return goesOn;
            }
        }
        throw new HooklineException("Job " + id + " changed " + MAX_RACES + " times while it was opened again");
    }

    /** From the top down, so that each job finds the one above it waiting when it ends. */
    private void reopenAbove(Job job) {
        JobParent parent = job.parent();
        if (parent != null) {
            find(parent.step().job()).ifPresent(this::reopenAbove);
            performer.apply(parent.step().job(), new Event.ChildReopened(parent.step()));
        }
    }

    private void reopen(Job job) {
        List<Job> children = failedChildren(job.id());
        Event retried = new Event.Retried(countBySteps(children), true);
        if (performer.apply(job.id(), retried) == Outcome.Kind.CHANGED) {
            children.forEach(this::reopen);
        }
    }

    private List<Job> failedChildren(JobId id) {
        return children(id).stream().filter(JobTrees::isRetryable).toList();
    }

    private static Map<String, Integer> countBySteps(List<Job> children) {
        Map<String, Integer> counts = new HashMap<>();
        children.forEach(child ->
                counts.merge(Objects.requireNonNull(child.parent()).step().step(), 1, Integer::sum));
        return counts;
    }

    /**
     * Cancels every job of a tree, so that each prediction is canceled, and deletes them and the files that they have
     * stored; false when there is none.
     */
    public boolean delete(JobId root) {
        if (find(root).flatMap(Job::findParent).isPresent()) {
            return false;
        }
        Deque<JobId> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            JobId next = open.pop();
            performer.apply(next, new Event.Canceled());
            children(next).forEach(child -> open.add(child.id()));
        }
        Optional<DeletedJob> deleted = parts.store().delete(root);
        deleted.ifPresent(files::delete);
        return deleted.isPresent();
    }

    private Optional<Job> find(JobId id) {
        return parts.store().load(id).map(JobSnapshot::job);
    }

    private List<Job> children(JobId id) {
        List<StepKey> steps = parts.store().load(id).stream()
                .flatMap(snapshot -> snapshot.steps().stream())
                .map(JobStep::key)
                .toList();
        return steps.stream()
                .flatMap(step -> parts.store().children(step).stream())
                .toList();
    }

    private static boolean isRetryable(Job job) {
        return job.status().isEnd() && job.status() != JobStatus.SUCCEEDED;
    }
}
