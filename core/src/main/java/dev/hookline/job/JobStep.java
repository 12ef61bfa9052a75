package dev.hookline.job;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a step that has begun has come to. Immutable.
 *
 * @param key the job and the step's name
 * @param status where it stands
 * @param tries how often it has been tried, from 1
 * @param token the callback token of the attempt that counts, or null for a step that is no prediction
 * @param work what is to be done, or null once the step has ended
 * @param openChildren how many child jobs have not ended; 0 for a step without any
 * @param result the result as JSON; while the work is {@link Phase#COLLECT}, the output as Replicate sent it
 * @param error why it failed, when it did, or why it is tried again
 */
public record JobStep(
        StepKey key,
        StepStatus status,
        int tries,
        @Nullable CallbackToken token,
        @Nullable Work work,
        int openChildren,
        @Nullable String result,
        @Nullable JobError error) {

    /** Checks that the step has work as long as it is running, and none after. */
    public JobStep {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(status, "status");
        if (status.isEnd() != (work == null)) {
            throw new IllegalArgumentException("Step " + key.step() + " is " + status + " with work " + work);
        }
    }

    /** A step that has just begun and is no prediction. */
    public static JobStep begun(StepKey key, Work work, int openChildren) {
        return new JobStep(key, StepStatus.RUNNING, 1, null, work, openChildren, null, null);
    }

    /** What is to be done; empty once the step has ended. */
    public Optional<Work> findWork() {
        return Optional.ofNullable(work);
    }

    /** Whether the step is running in the given phase. */
    public boolean isIn(Phase phase) {
        return work != null && work.phase() == phase;
    }

    /** The same step with other work. */
    public JobStep withWork(Work replacement) {
        return new JobStep(key, status, tries, token, replacement, openChildren, result, error);
    }

    /** The same step with work of another priority, as long as it has any. */
    public JobStep withPriority(int priority) {
        return work == null ? this : withWork(work.withPriority(priority));
    }

    /** The same step with another number of open children and other work. */
    JobStep counted(int open, Work replacement) {
        return new JobStep(key, status, tries, token, replacement, open, result, error);
    }

    /** The same step with the attempt of another token as the one that counts. */
    public JobStep under(CallbackToken replacement) {
        return new JobStep(key, status, tries, replacement, work, openChildren, result, error);
    }

    /** The same step with output that is to be stored. */
    public JobStep collecting(String output, Work collect) {
        return new JobStep(key, status, tries, token, collect, openChildren, output, null);
    }

    /** The same step, tried once more under a new token. */
    public JobStep retried(@Nullable CallbackToken newToken, Work submit, JobError why) {
        return new JobStep(key, status, tries + 1, newToken, submit, openChildren, null, why);
    }

    /** The same step, ended. */
    public JobStep ended(StepStatus end, @Nullable String finalResult, @Nullable JobError why) {
        return new JobStep(key, end, tries, token, null, openChildren, finalResult, why);
    }
}
