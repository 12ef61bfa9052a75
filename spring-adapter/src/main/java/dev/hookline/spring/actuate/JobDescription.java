package dev.hookline.spring.actuate;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job with all that is known of it but tokens.
 *
 * @param job what a list says of it
 * @param parent the job that made it, or null
 * @param version its version
 * @param error why it failed, or null
 * @param values what it works on, sanitized unless that may be shown
 * @param steps the steps that have begun
 */
public record JobDescription(
        JobSummary job,
        @Nullable String parent,
        long version,
        @Nullable JobError error,
        Values values,
        List<StepDescription> steps) {
    /** Copies the steps. */
    public JobDescription {
        steps = List.copyOf(steps);
    }

    static JobDescription of(Job job, Values values, List<StepDescription> steps) {
        return new JobDescription(
                JobSummary.of(job),
                job.findParent().map(parent -> parent.step().job().toString()).orElse(null),
                job.version(),
                job.state().error(),
                values,
                steps);
    }

    /**
     * What a job works on.
     *
     * @param input its input as JSON
     * @param output its output as JSON, or null
     * @param tags its tags
     */
    public record Values(
            @Nullable Object input,
            @Nullable Object output,
            @Nullable Object tags) {}

    /**
     * A step that has begun.
     *
     * @param name its name
     * @param status where it stands
     * @param tries how often it was tried
     * @param work what is to be done, or null once it has ended
     * @param result its result as JSON, sanitized unless that may be shown, or null
     * @param error why it failed or is tried again, or null
     * @param attempt the create call that counts, or null when it is no prediction
     * @param children the jobs that it has made, in their order
     */
    public record StepDescription(
            String name,
            StepStatus status,
            int tries,
            @Nullable WorkDescription work,
            @Nullable Object result,
            @Nullable JobError error,
            @Nullable AttemptDescription attempt,
            List<ChildDescription> children) {
        /** Copies the children. */
        public StepDescription {
            children = List.copyOf(children);
        }

        static StepDescription of(
                JobStep step, @Nullable Object result, @Nullable Attempt attempt, List<ChildDescription> children) {
            return new StepDescription(
                    step.key().step(),
                    step.status(),
                    step.tries(),
                    step.findWork().map(WorkDescription::of).orElse(null),
                    result,
                    step.error(),
                    attempt == null ? null : AttemptDescription.of(attempt),
                    children);
        }
    }

    /**
     * What is to be done for a step.
     *
     * @param phase what
     * @param dueAt when, or null when only an event from outside moves it on
     * @param node the node that has taken it, or null
     */
    public record WorkDescription(
            Phase phase, @Nullable Instant dueAt, @Nullable String node) {
        static WorkDescription of(Work work) {
            return new WorkDescription(work.phase(), work.dueAt(), work.owner());
        }
    }

    /**
     * A create call.
     *
     * @param number which try, from 1
     * @param status whether its webhook still matters
     * @param prediction the prediction that it made, or null as long as nobody has told
     * @param createdAt when it was committed
     */
    public record AttemptDescription(
            int number, AttemptStatus status, @Nullable String prediction, Instant createdAt) {
        static AttemptDescription of(Attempt attempt) {
            return new AttemptDescription(
                    attempt.number(), attempt.status(), attempt.predictionId(), attempt.createdAt());
        }
    }

    /**
     * A job that a step has made.
     *
     * @param id its id
     * @param status where it stands
     */
    public record ChildDescription(String id, JobStatus status) {}
}
