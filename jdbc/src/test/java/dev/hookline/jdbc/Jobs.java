package dev.hookline.jdbc;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.Logged;
import dev.hookline.job.JobChange.StepWritten;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.job.WorkflowRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Jobs for the tests of this module; those of the contract are its own. */
final class Jobs {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final RandomGenerator RANDOM = RandomGenerator.of("SecureRandom");
    private static final WorkflowRef WORKFLOW = new WorkflowRef("merge", "f00d");

    private Jobs() {}

    static Job job(JobLabels labels) {
        return new Job(JobId.create(NOW, RANDOM), WORKFLOW, null, labels, "{}", JobState.processing(NOW), NOW, 1);
    }

    static Job child(Job parent, int index) {
        JobParent place = new JobParent(parent.root(), new StepKey(parent.id(), "each"), index);
        JobId id = JobId.create(NOW, RANDOM);
        return new Job(id, WORKFLOW, place, JobLabels.NONE, "{}", JobState.processing(NOW), NOW, 1);
    }

    /** A prediction that is under way: the step, its attempt and a line of the log. */
    static List<JobChange> predicting(Job job) {
        StepKey key = new StepKey(job.id(), "edit");
        Attempt attempt = new Attempt(CallbackToken.create(RANDOM), key, 1, AttemptStatus.OPEN, "p", NOW);
        Work work = Work.dueAt(Phase.AWAIT, NOW.plusSeconds(600));
        JobStep step = new JobStep(key, StepStatus.RUNNING, 1, attempt.token(), work, 0, null, null);
        LogEntry line =
                new LogEntry(job.root(), job.id(), NOW, LogEntry.Level.INFO, "edit", 1, "p", "Prediction created");
        return List.of(new StepWritten(step), new AttemptWritten(attempt), new Logged(line));
    }

    static JobCommit creation(Job job) {
        List<JobChange> changes = new ArrayList<>(List.of(new JobCreated(job)));
        changes.addAll(predicting(job));
        return JobCommit.creating(job, NOW, changes);
    }

    static JobCommit fanOut(Job job, int children) {
        List<JobChange> changes = new ArrayList<>(List.of(new JobCreated(job)));
        StepKey each = new StepKey(job.id(), "each");
        changes.add(new StepWritten(JobStep.begun(each, Work.waiting(Phase.JOIN), children)));
        for (int i = 0; i < children; i++) {
            Job child = child(job, i);
            changes.add(new JobCreated(child));
            changes.addAll(predicting(child));
        }
        return JobCommit.creating(job, NOW, changes);
    }
}
