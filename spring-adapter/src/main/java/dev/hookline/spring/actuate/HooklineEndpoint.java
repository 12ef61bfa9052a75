package dev.hookline.spring.actuate;

import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobQuery;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import dev.hookline.spring.actuate.JobDescription.ChildDescription;
import dev.hookline.spring.actuate.JobDescription.StepDescription;
import dev.hookline.spring.actuate.JobDescription.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Lists jobs and shows one, without changing anything. Callback tokens and URLs are never shown; inputs, outputs, results
 * and tags are sanitized unless {@code management.endpoint.hookline.show-values} says otherwise. Thread-safe.
 */
@Endpoint(id = "hookline")
public final class HooklineEndpoint {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 200;

    private final JobStore store;
    private final Sanitizer sanitizer;
    private final boolean showsValues;

    /**
     * An endpoint.
     *
     * @param store where jobs are kept
     * @param sanitizer hides values
     * @param showsValues whether values are shown to whoever asks without being known
     */
    public HooklineEndpoint(JobStore store, Sanitizer sanitizer, boolean showsValues) {
        this.store = store;
        this.sanitizer = sanitizer;
        this.showsValues = showsValues;
    }

    /**
     * A page of jobs that were started from outside, newest first.
     *
     * @param jobs the page
     * @param next what to give as {@code after} for the next page; null on the last
     */
    public record JobPage(List<JobSummary> jobs, @Nullable String next) {
        /** Copies the jobs. */
        public JobPage {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * Lists jobs that were started from outside, newest first.
     *
     * @param after the last job of the page before, for the first page null
     * @param limit how many at most, 20 unless given, 200 at most
     * @param status jobs in this status only, in all unless given
     */
    @ReadOperation
    public JobPage jobs(@Nullable String after, @Nullable Integer limit, @Nullable JobStatus status) {
        int size = limit == null ? DEFAULT_LIMIT : Math.max(1, Math.min(limit, MAX_LIMIT));
        JobQuery query = JobQuery.newest(size + 1).after(after == null ? null : cursor(after));
        List<Job> found = store.list(status == null ? query : query.in(status));
        List<JobSummary> jobs = found.stream().limit(size).map(JobSummary::of).toList();
        return new JobPage(jobs, found.size() > size ? jobs.get(size - 1).id() : null);
    }

    /** Shows a job with its steps, their attempts and the jobs below them; null, which is 404, when there is none. */
    @ReadOperation
    public @Nullable JobDescription job(@Selector String id) {
        return job(id, showsValues);
    }

    @Nullable
    JobDescription job(String id, boolean showValues) {
        return parse(id)
                .flatMap(store::load)
                .map(snapshot -> describe(snapshot, showValues))
                .orElse(null);
    }

    private JobDescription describe(JobSnapshot snapshot, boolean showValues) {
        Job job = snapshot.job();
        Values values = new Values(
                sanitized("input", job.input(), showValues),
                sanitized("output", job.state().output(), showValues),
                sanitized("tags", job.labels().tags(), showValues));
        List<StepDescription> steps = snapshot.steps().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .map(step -> describe(snapshot, step, showValues))
                .toList();
        return JobDescription.of(job, values, steps);
    }

    private StepDescription describe(JobSnapshot snapshot, JobStep step, boolean showValues) {
        List<ChildDescription> children = new ArrayList<>();
        for (Job child : store.children(step.key())) {
            children.add(new ChildDescription(child.id().toString(), child.status()));
        }
        return StepDescription.of(
                step,
                sanitized("result", step.result(), showValues),
                snapshot.findAttempt(step).orElse(null),
                children);
    }

    private @Nullable Object sanitized(String name, @Nullable Object value, boolean showValues) {
        return value == null ? null : sanitizer.sanitize(new SanitizableData(null, name, value), showValues);
    }

    private static JobId cursor(String after) {
        return parse(after)
                .orElseThrow(() -> new InvalidEndpointRequestException(
                        "The parameter 'after' is no job's id", "It is the 'next' of the page before"));
    }

    private static Optional<JobId> parse(String id) {
        try {
            return Optional.of(new JobId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
