package dev.hookline.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A job with its steps and their open attempts, as they were together at one moment. Immutable.
 *
 * @param job the job
 * @param steps the steps that have begun, in no particular order
 * @param attempts for each step with a token, the attempt of that token
 */
public record JobSnapshot(Job job, List<JobStep> steps, List<Attempt> attempts) {
    /** Copies the lists. */
    public JobSnapshot {
        Objects.requireNonNull(job, "job");
        steps = List.copyOf(steps);
        attempts = List.copyOf(attempts);
    }

    /** The step of this name, if it has begun. */
    public Optional<JobStep> findStep(String name) {
        return steps.stream().filter(step -> step.key().step().equals(name)).findFirst();
    }

    /** The attempt that counts for a step, if the step is a prediction that has begun. */
    public Optional<Attempt> findAttempt(JobStep step) {
        return Optional.ofNullable(step.token()).flatMap(this::findAttempt);
    }

    /** The attempt of this token, if it is one that counts. */
    public Optional<Attempt> findAttempt(CallbackToken token) {
        return attempts.stream()
                .filter(attempt -> attempt.token().equals(token))
                .findFirst();
    }

    /**
     * The job as a commit on it leaves it, by what the commit itself changes of the job, its steps and its attempts. What
     * other jobs' commits change in it without a new version, the number of open children, is not seen.
     *
     * @throws IllegalArgumentException when the commit is on another job or another version
     */
    public JobSnapshot after(JobCommit commit) {
        if (!commit.job().equals(job.id()) || commit.expectedVersion() != job.version()) {
            throw new IllegalArgumentException("The commit is on version " + commit.expectedVersion() + " of job "
                    + commit.job() + ", not on version " + job.version() + " of job " + job.id());
        }
        return changed(byJob(commit).getOrDefault(job.id(), List.of()), job.version() + 1);
    }

    /** The jobs that a commit creates, with the steps and attempts that they begin with. */
    public static List<JobSnapshot> created(JobCommit commit) {
        Map<JobId, List<JobChange>> changes = byJob(commit);
        return commit.changes().stream()
                .filter(JobChange.JobCreated.class::isInstance)
                .map(change -> ((JobChange.JobCreated) change).job())
                .map(job -> new JobSnapshot(job, List.of(), List.of())
                        .changed(changes.getOrDefault(job.id(), List.of()), 1))
                .toList();
    }

    /** In one pass, since a fan-out is a commit of very many jobs. */
    private static Map<JobId, List<JobChange>> byJob(JobCommit commit) {
        Map<JobId, List<JobChange>> changes = new HashMap<>();
        for (JobChange change : commit.changes()) {
            changedJob(change)
                    .ifPresent(job -> changes.computeIfAbsent(job, first -> new ArrayList<>())
                            .add(change));
        }
        return changes;
    }

    private static Optional<JobId> changedJob(JobChange change) {
        if (change instanceof JobChange.StateChanged changed) {
            return Optional.of(changed.job());
        } else if (change instanceof JobChange.StepWritten written) {
            return Optional.of(written.step().key().job());
        } else if (change instanceof JobChange.AttemptWritten written) {
            return Optional.of(written.attempt().step().job());
        }
        return Optional.empty();
    }

    private JobSnapshot changed(List<JobChange> changes, long version) {
        JobState state = job.state();
        Map<String, JobStep> newSteps = new LinkedHashMap<>();
        steps.forEach(step -> newSteps.put(step.key().step(), step));
        Map<CallbackToken, Attempt> newAttempts = new LinkedHashMap<>();
        attempts.forEach(attempt -> newAttempts.put(attempt.token(), attempt));
        for (JobChange change : changes) {
            if (change instanceof JobChange.StateChanged changed) {
                state = changed.state();
            } else if (change instanceof JobChange.StepWritten written) {
                newSteps.put(written.step().key().step(), written.step());
            } else if (change instanceof JobChange.AttemptWritten written) {
                newAttempts.put(written.attempt().token(), written.attempt());
            }
        }
        List<Attempt> thatCount = newSteps.values().stream()
                .flatMap(step -> Stream.ofNullable(step.token()))
                .flatMap(token -> Stream.ofNullable(newAttempts.get(token)))
                .toList();
        return new JobSnapshot(job.with(state, version), List.copyOf(newSteps.values()), thatCount);
    }
}
