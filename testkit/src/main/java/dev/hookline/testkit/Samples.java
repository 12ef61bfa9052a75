package dev.hookline.testkit;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.Logged;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobChange.StepWritten;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
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
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Jobs, steps and commits for the contract: names are drawn under one seed, and ids grow as they are drawn. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");
    static final String STEP = "edit";

    /** The workflows of all jobs that are made here. */
    static final Set<String> WORKFLOWS = Set.of("merge", "photo");

    private final SplittableRandom random = new SplittableRandom(42);
    private final AtomicLong millis = new AtomicLong();

    synchronized JobId id() {
        return JobId.create(NOW.plusMillis(millis.incrementAndGet()), random);
    }

    synchronized CallbackToken token() {
        return CallbackToken.create(random);
    }

    Job job() {
        return job(JobLabels.NONE);
    }

    Job job(JobLabels labels) {
        return new Job(id(), workflow("merge"), null, labels, "{\"n\":1}", JobState.processing(NOW), NOW, 1);
    }

    Job child(Job parent, String step, int index) {
        JobParent place = new JobParent(parent.root(), new StepKey(parent.id(), step), index);
        JobLabels labels = JobLabels.NONE.withTags(Map.of("traceparent", "00-1-2-01"));
        return new Job(id(), workflow("photo"), place, labels, "{}", JobState.processing(NOW), NOW, 1);
    }

    List<Job> children(Job parent, String step, int count) {
        List<Job> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            children.add(child(parent, step, i));
        }
        return children;
    }

    Attempt attempt(Job job) {
        return new Attempt(token(), key(job), 1, AttemptStatus.OPEN, null, NOW);
    }

    static WorkflowRef workflow(String name) {
        return new WorkflowRef(name, "f00d");
    }

    static StepKey key(Job job) {
        return new StepKey(job.id(), STEP);
    }

    static JobStep step(Job job, Work work) {
        return JobStep.begun(key(job), work, 0);
    }

    static JobStep due(Job job, Instant at) {
        return step(job, Work.dueAt(Phase.SUBMIT, at));
    }

    static JobStep begun(StepKey key) {
        return JobStep.begun(key, Work.dueAt(Phase.RUN, NOW), 0);
    }

    static JobStep joining(Job job, int openChildren) {
        return JobStep.begun(key(job), Work.waiting(Phase.JOIN), openChildren);
    }

    static JobStep awaiting(Job job, Attempt attempt) {
        Work work = Work.dueAt(Phase.AWAIT, NOW.plusSeconds(600));
        return new JobStep(key(job), StepStatus.RUNNING, attempt.number(), attempt.token(), work, 0, null, null);
    }

    static JobState ended(JobStatus status) {
        return new JobState(status, null, null, NOW.plusSeconds(1));
    }

    static LogEntry line(Job job, Instant at, String message) {
        return new LogEntry(job.root(), job.id(), at, LogEntry.Level.INFO, null, 0, null, message);
    }

    static JobChange written(JobStep step) {
        return new StepWritten(step);
    }

    static JobChange written(Attempt attempt) {
        return new AttemptWritten(attempt);
    }

    static JobChange created(Job job) {
        return new JobCreated(job);
    }

    static JobChange logged(LogEntry entry) {
        return new Logged(entry);
    }

    static JobChange changed(Job job, JobState state) {
        return new StateChanged(job.id(), state);
    }

    /** A commit that creates a job from outside, and changes more. */
    static JobCommit creation(Job job, JobChange... more) {
        List<JobChange> changes = new ArrayList<>(List.of(created(job)));
        changes.addAll(List.of(more));
        return JobCommit.creating(job, NOW, changes);
    }

    /** A commit that creates a job with children below the sample step. */
    static JobCommit fanOut(Job job, List<Job> children) {
        List<JobChange> changes = new ArrayList<>();
        changes.add(written(joining(job, children.size())));
        children.forEach(child -> changes.add(created(child)));
        return creation(job, changes.toArray(JobChange[]::new));
    }

    /** A commit at the version that the job has. */
    static JobCommit at(Job job, JobChange... changes) {
        return at(job, job.version(), changes);
    }

    static JobCommit at(Job job, long version, JobChange... changes) {
        return new JobCommit(job.id(), job.workflow().name(), version, NOW, List.of(changes));
    }

    /** A commit that ends a child and counts it down. */
    static JobCommit end(Job child) {
        StepKey parent = child.findParent().orElseThrow().step();
        return at(child, changed(child, ended(JobStatus.SUCCEEDED)), new JobChange.ChildEnded(parent, true));
    }
}
