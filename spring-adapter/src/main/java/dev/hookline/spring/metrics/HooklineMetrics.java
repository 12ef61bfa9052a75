package dev.hookline.spring.metrics;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.Job;
import dev.hookline.job.JobChange;
import dev.hookline.job.JobChange.AttemptWritten;
import dev.hookline.job.JobChange.JobCreated;
import dev.hookline.job.JobChange.StateChanged;
import dev.hookline.job.JobChange.StepWritten;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStep;
import dev.hookline.job.StepKey;
import dev.hookline.replicate.RateLimitEvent;
import dev.hookline.replicate.RateLimitListener;
import dev.hookline.spring.web.WebhookListener;
import dev.hookline.workflow.engine.Answer;
import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.event.JobEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts and times what this node commits and answers. Each commit is heard of by the node that made it and by no other,
 * so the sum over all nodes is right. Tags are names of workflows and steps and the values of enums, never ids.
 * Thread-safe.
 */
public final class HooklineMetrics implements EngineListener, WebhookListener, RateLimitListener {
    private final Supplier<MeterRegistry> registry;
    private final InstantSource clock;

    /**
     * Measures.
     *
     * @param registry where the meters are, asked for with each measurement, since it may be made later than the engine
     * @param clock what time it is
     */
    public HooklineMetrics(Supplier<MeterRegistry> registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public void onCommit(JobEvent event) {
        Commit commit = new Commit(event);
        for (JobChange change : event.changes()) {
            switch (change.kind()) {
                case JOB_CREATED -> created(((JobCreated) change).job());
                case STATE_CHANGED -> changed(event, ((StateChanged) change).state());
                case STEP_WRITTEN -> stepped(commit, ((StepWritten) change).step());
                case ATTEMPT_WRITTEN -> attempted(commit, ((AttemptWritten) change).attempt());
                default -> {
                    // a child counts by itself, and the log is for people
                }
            }
        }
    }

    @Override
    public void onAnswered(Answer answer, Duration took) {
        registry.get().timer("hookline.webhooks", "answer", lower(answer)).record(took);
    }

    @Override
    public void onHeldBack(RateLimitEvent event) {
        Tags tags = Tags.of("kind", lower(event.kind()), "calls", event.isCreate() ? "create" : "other");
        registry.get().timer("hookline.rate.limit.waits", tags).record(event.length());
    }

    private void created(Job job) {
        Tags workflow = Tags.of("workflow", job.workflow().name());
        registry.get().counter("hookline.jobs.accepted", workflow).increment();
        if (job.status().isEnd()) {
            ended(job.workflow().name(), job.state());
        }
    }

    private void changed(JobEvent event, JobState after) {
        event.findBefore().map(JobSnapshot::job).ifPresent(job -> {
            if (job.status() != after.status()) {
                Tags left = Tags.of("workflow", job.workflow().name(), "status", lower(job.status()));
                Duration stay = Duration.between(job.state().updatedAt(), after.updatedAt());
                registry.get().timer("hookline.job.status", left).record(stay);
                if (after.status().isEnd()) {
                    ended(job.workflow().name(), after);
                }
            }
        });
    }

    private void ended(String workflow, JobState state) {
        Tags tags = Tags.of("workflow", workflow, "status", lower(state.status()));
        registry.get().counter("hookline.jobs", tags).increment();
    }

    private void stepped(Commit commit, JobStep step) {
        if (step.status().isEnd() && commit.isNews(step)) {
            Tags tags = commit.tags(step.key()).and("status", lower(step.status()));
            registry.get().counter("hookline.steps", tags).increment();
        }
    }

    private void attempted(Commit commit, Attempt attempt) {
        Tags tags = commit.tags(attempt.step());
        if (commit.isNew(attempt)) {
            registry.get().counter("hookline.attempts.made", tags).increment();
        } else if (attempt.status() != AttemptStatus.OPEN && commit.wasOpen(attempt)) {
            Instant now = clock.instant();
            registry.get()
                    .timer("hookline.attempts", tags.and("outcome", lower(attempt.status())))
                    .record(Duration.between(attempt.createdAt(), now));
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What is to be known of a commit beside the change at hand. */
    private static final class Commit {
        private final JobEvent event;
        private final Map<JobId, String> workflows = new HashMap<>();

        Commit(JobEvent event) {
            this.event = event;
            event.findBefore()
                    .ifPresent(before ->
                            workflows.put(event.job(), before.job().workflow().name()));
            for (JobChange change : event.changes()) {
                if (change instanceof JobCreated created) {
                    workflows.put(created.job().id(), created.job().workflow().name());
                }
            }
        }

        Tags tags(StepKey step) {
            String workflow = workflows.getOrDefault(step.job(), "unknown");
            return Tags.of("workflow", workflow, "step", step.step());
        }

        boolean isNews(JobStep step) {
            return event.findBefore()
                    .filter(before -> before.job().id().equals(step.key().job()))
                    .flatMap(before -> before.findStep(step.key().step()))
                    .filter(before -> before.status().isEnd())
                    .isEmpty();
        }

        boolean isNew(Attempt attempt) {
            return find(attempt).isEmpty() && attempt.status() == AttemptStatus.OPEN;
        }

        boolean wasOpen(Attempt attempt) {
            return find(attempt)
                    .filter(before -> before.status() == AttemptStatus.OPEN)
                    .isPresent();
        }

        private Optional<Attempt> find(Attempt attempt) {
            return event.findBefore().stream()
                    .flatMap(before -> before.attempts().stream())
                    .filter(before -> before.token().equals(attempt.token()))
                    .findFirst();
        }
    }
}
