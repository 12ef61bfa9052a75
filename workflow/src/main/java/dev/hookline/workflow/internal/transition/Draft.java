package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job as it will be after a decision, and the changes that lead there. Lives for one decision, on one thread. */
final class Draft {
    private final Definition<?, ?> definition;
    private final Job job;
    private final boolean isNew;
    private final Map<String, JobStep> steps = new LinkedHashMap<>();
    private final Set<String> written = new LinkedHashSet<>();
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final List<Attempt> writtenAttempts = new ArrayList<>();
    private final List<Draft> children = new ArrayList<>();
    private final List<LogLine> log = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private @Nullable JobState newState;
    private boolean isCountedAgain;

    private Draft(Definition<?, ?> definition, Job job, boolean isNew) {
        this.definition = definition;
        this.job = job;
        this.isNew = isNew;
    }

    static Draft of(Definition<?, ?> definition, JobSnapshot snapshot) {
        Draft draft = new Draft(definition, snapshot.job(), false);
        snapshot.steps().forEach(step -> draft.steps.put(step.key().step(), step));
        snapshot.attempts()
                .forEach(attempt -> draft.attempts.put(attempt.token().value(), attempt));
        return draft;
    }

    static Draft create(Definition<?, ?> definition, Job job) {
        return new Draft(definition, job, true);
    }

    Definition<?, ?> definition() {
        return definition;
    }

    Job job() {
        return job;
    }

    /** The job as it will be. */
    Job after() {
        JobState state = newState == null ? job.state() : newState;
        return new Job(
                job.id(),
                job.workflow(),
                job.parent(),
                job.labels(),
                job.input(),
                state,
                job.createdAt(),
                job.version());
    }

    StepKey key(Node node) {
        return new StepKey(job.id(), node.name());
    }

    Optional<JobStep> findStep(String name) {
        return Optional.ofNullable(steps.get(name));
    }

    List<JobStep> steps() {
        return List.copyOf(steps.values());
    }

    boolean isRunning() {
        return steps.values().stream().anyMatch(step -> !step.status().isEnd());
    }

    /** The result of a step that has succeeded, or the job's input; empty when the step has not succeeded. */
    Optional<String> findResult(String step) {
        if (step.equals(Node.INPUT)) {
            return Optional.of(job.input());
        }
        return findStep(step)
                .filter(found -> found.status() == StepStatus.SUCCEEDED)
                .map(found -> Objects.requireNonNull(found.result()));
    }

    /** No work is put off for longer than the job may take, so that its deadline needs no timer of its own. */
    void put(JobStep step) {
        JobStep timely = findDeadline()
                .flatMap(deadline -> step.findWork().map(work -> step.withWork(work.dueBy(deadline))))
                .orElse(step);
        steps.put(step.key().step(), timely);
        written.add(step.key().step());
    }

    /** When the job has to have ended, as it will be. */
    Optional<Instant> findDeadline() {
        return after().findDeadline();
    }

    Optional<Attempt> findAttempt(JobStep step) {
        return Optional.ofNullable(step.token()).map(token -> attempts.get(token.value()));
    }

    void put(Attempt attempt) {
        attempts.put(attempt.token().value(), attempt);
        writtenAttempts.removeIf(earlier -> earlier.token().equals(attempt.token()));
        writtenAttempts.add(attempt);
    }

    void add(Draft child) {
        children.add(child);
    }

    /** Forgets the children that a step was about to make. */
    void dropChildren(StepKey step) {
        children.removeIf(child -> child.job
                .findParent()
                .filter(parent -> parent.step().equals(step))
                .isPresent());
    }

    /** The step that the job hangs on has to wait for it once more. */
    void countAgain() {
        isCountedAgain = true;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    void add(LogLine line) {
        log.add(line);
    }

    List<LogLine> log() {
        List<LogLine> all = new ArrayList<>(log);
        children.forEach(child -> all.addAll(child.log()));
        return all;
    }

    void change(JobState state) {
        newState = state;
    }

    List<Effect> effects() {
        List<Effect> all = new ArrayList<>(effects);
        children.forEach(child -> all.addAll(child.effects()));
        return all;
    }

    List<JobChange> changes() {
        List<JobChange> changes = new ArrayList<>();
        if (isNew) {
            changes.add(new JobChange.JobCreated(after()));
        } else if (newState != null) {
            changes.add(new JobChange.StateChanged(job.id(), newState));
        }
        written.forEach(name -> changes.add(new JobChange.StepWritten(Objects.requireNonNull(steps.get(name)))));
        writtenAttempts.forEach(attempt -> changes.add(new JobChange.AttemptWritten(attempt)));
        log.forEach(line -> changes.add(new JobChange.Logged(line.entry())));
        children.forEach(child -> changes.addAll(child.changes()));
        if (!isNew && newState != null && newState.status().isEnd()) {
            boolean succeeded = newState.status() == JobStatus.SUCCEEDED;
            job.findParent().ifPresent(parent -> changes.add(new JobChange.ChildEnded(parent.step(), succeeded)));
        }
        if (isCountedAgain) {
            job.findParent().ifPresent(parent -> changes.add(new JobChange.ChildReopened(parent.step())));
        }
        return changes;
    }
}
