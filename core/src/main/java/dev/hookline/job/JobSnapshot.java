package dev.hookline.job;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        CallbackToken token = step.token();
        return token == null
                ? Optional.empty()
                : attempts.stream()
                        .filter(attempt -> attempt.token().equals(token))
                        .findFirst();
    }
}
