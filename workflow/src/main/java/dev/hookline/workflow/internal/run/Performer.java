package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.Attempt;
import dev.hookline.job.Claim;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.run.Decider.Decision;
import dev.hookline.workflow.internal.transition.Arguments;
import dev.hookline.workflow.internal.transition.Effect;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out effects on the workers' threads. Whatever goes wrong here is made good by the lease: work that was not
 * brought to an end falls due again.
 */
public final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);
    private static final long STORE_RETRY_MILLIS = 1_000;
    private static final int MAX_STORE_RETRIES = 30;

    /** No job hangs: a prediction of which there was no news for a day, by webhook or look-up, counts as lost. */
    private static final Duration LONGEST_SILENCE = Duration.ofHours(24);

    private final Parts parts;
    private final Decider decider;
    private final Held held;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Submitter submitter;
    private final Collector collector;

    /** A performer over the given parts. */
    public Performer(Parts parts, Decider decider, Held held, Threads threads, Settings settings) {
        this.parts = parts;
        this.decider = decider;
        this.held = held;
        this.workers = threads.workers();
        this.timer = threads.timer();
        this.submitter = new Submitter(parts, settings.callbacks());
        this.collector = new Collector(parts, settings.maxOutputBytes());
    }

    /** Where the work is done. */
    public record Threads(Executor workers, ScheduledExecutorService timer) {}

    /** How callback URLs are made, and how large a stored file may be. */
    public record Settings(Callbacks callbacks, long maxOutputBytes) {}

    /** How much work is under way. */
    public int inFlight() {
        return held.size();
    }

    /** Decides on an event and begins what follows. */
    public Outcome.Kind apply(JobId job, Event event) {
        Decision decision = decider.decide(job, event);
        carryOut(decision.effects());
        return decision.kind();
    }

    /** Begins to carry out effects; returns at once. */
    public void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Perform perform) {
                beginNew(perform.step(), perform.phase(), work -> perform(work, perform.phase()));
            } else if (effect instanceof Effect.CancelPrediction cancel) {
                execute(() -> parts.gateway().cancel(cancel.predictionId()));
            }
        }
    }

    /** Takes up work that has fallen due. */
    void resume(Claim claim) {
        boolean mayHaveBeenSent = claim.phase() == Phase.SUBMIT && claim.previousOwner() != null;
        Body body = mayHaveBeenSent ? this::giveUpWaitingForAnswer : work -> perform(work, claim.phase());
        if (claim.previousOwner() == null) {
            beginNew(claim.step(), claim.phase(), body);
        } else {
            begin(claim.step(), claim.phase(), body);
        }
    }

    /**
     * Begins work that nobody has begun. The same step may still be at such work of before, when a create has not been
     * answered whose prediction has failed already; then it follows that, or it would wait for its own lease's end.
     */
    private void beginNew(StepKey key, Phase phase, Body body) {
        if (!begin(key, phase, body) && !held.follow(key, phase, () -> beginNew(key, phase, body))) {
            begin(key, phase, body);
        }
    }

    /** What is known of a step whose work is to be done. */
    record StepWork(JobSnapshot snapshot, JobStep step, Phase phase) {
        Event.Done done() {
            return new Event.Done(step.key(), step.tries(), phase);
        }

        Optional<Attempt> attempt() {
            return snapshot.findAttempt(step);
        }

        Object[] arguments(Definition<?, ?> definition, Node node) {
            return Arguments.read(this::findResult, definition, node);
        }

        private Optional<String> findResult(String name) {
            return name.equals(Node.INPUT)
                    ? Optional.of(snapshot.job().input())
                    : snapshot.findStep(name).map(JobStep::result);
        }
    }

    private interface Body {
        CompletionStage<?> run(StepWork work);
    }

    /** False when it is being done already, or the node takes no more work. */
    private boolean begin(StepKey key, Phase phase, Body body) {
        if (!held.begin(key, phase)) {
            return false;
        }
        boolean accepted = execute(() -> {
            CompletionStage<?> end = CompletableFuture.completedStage(null);
            try {
                Optional<StepWork> work = load(key, phase);
                if (work.isPresent()) {
                    end = body.run(work.get());
                }
            } finally {
                end.whenComplete((ignored, failure) -> held.end(key, phase));
            }
        });
        if (!accepted) {
            held.end(key, phase);
        }
        return true;
    }

    /** False when the engine is closing: the work stays with its lease, for another node or the next start. */
    private boolean execute(Runnable work) {
        try {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.atWarn().setCause(e).log("Work was not brought to an end; it falls due again");
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private Optional<StepWork> load(StepKey key, Phase phase) {
        return parts.store()
                .load(key.job())
                .flatMap(snapshot -> snapshot.findStep(key.step())
                        .filter(step -> step.isIn(phase))
                        .map(step -> new StepWork(snapshot, step, phase)));
    }

    private CompletionStage<?> perform(StepWork work, Phase phase) {
        return switch (phase) {
            case SUBMIT -> submit(work);
            case AWAIT -> apply(work, lookUp(work));
            case COLLECT -> apply(work, withNode(work, (definition, node) -> collector.collect(work, node)));
            case RUN -> apply(work, withNode(work, (definition, node) -> compute(work, definition, node)));
            case JOIN ->
                apply(
                        work,
                        new Event.ChildrenRead(
                                work.step().key(),
                                parts.store().children(work.step().key())));
        };
    }

    private CompletionStage<?> giveUpWaitingForAnswer(StepWork work) {
        Attempt attempt = work.attempt().orElseThrow();
        return apply(work, new Event.AnswerLost(attempt, "the node that sent it is gone"));
    }

    private CompletionStage<?> submit(StepWork work) {
        Definition<?, ?> definition =
                parts.workflows().get(work.snapshot().job().workflow().name());
        Node node = definition == null
                ? null
                : definition.findNode(work.step().key().step()).orElse(null);
        if (definition == null || node == null) {
            return apply(work, stepIsGone(work));
        }
        return submitter
                .submit(work, definition, node)
                .thenCompose(event -> applied(work.step().key().job(), event));
    }

    /** On a worker's thread, since the client's must not wait for a commit; on the client's all the same when closing. */
    private CompletionStage<?> applied(JobId job, Event event) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        boolean accepted = execute(() -> {
            try {
                applyUntilStored(job, event, 0);
            } finally {
                end.complete(null);
            }
        });
        if (!accepted) {
            applyUntilStored(job, event, 0);
            end.complete(null);
        }
        return end;
    }

    private Event lookUp(StepWork work) {
        Attempt attempt = work.attempt().orElseThrow();
        String id = attempt.predictionId();
        if (id == null) {
            return new Event.Lost(attempt, "No prediction showed up for the create whose answer was lost");
        }
        try {
            return parts.gateway()
                    .find(id)
                    .<Event>map(found -> new Event.Seen(attempt, found, Event.Source.LOOK_UP))
                    .orElseGet(() -> new Event.Lost(attempt, "Replicate does not know prediction " + id + " any more"));
        } catch (HooklineException e) {
            if (parts.clock().instant().isBefore(attempt.createdAt().plus(LONGEST_SILENCE))) {
                throw e;
            }
            return new Event.Lost(attempt, "Prediction " + id + " cannot be looked up: " + e.getMessage());
        }
    }

    private static Event compute(StepWork work, Definition<?, ?> definition, Node node) {
        return LocalSteps.compute(work, definition, node);
    }

    private interface WithNode {
        Event apply(Definition<?, ?> definition, Node node);
    }

    private Event withNode(StepWork work, WithNode then) {
        Definition<?, ?> definition =
                parts.workflows().get(work.snapshot().job().workflow().name());
        return definition == null
                ? stepIsGone(work)
                : definition
                        .findNode(work.step().key().step())
                        .map(node -> then.apply(definition, node))
                        .orElseGet(() -> stepIsGone(work));
    }

    private static Event stepIsGone(StepWork work) {
        return new Event.StepFailed(
                work.done(),
                new JobError(
                        "definition-changed",
                        "The workflow was changed while the job ran: it has no step '"
                                + work.step().key().step() + "' any more"));
    }

    private CompletionStage<?> apply(StepWork work, Event event) {
        applyUntilStored(work.step().key().job(), event, 0);
        return CompletableFuture.completedStage(null);
    }

    /** What was found out may be costly to find out again, so it is kept for a while when the store is away. */
    private void applyUntilStored(JobId job, Event event, int failures) {
        try {
            apply(job, event);
        } catch (JobStoreException e) {
            if (failures >= MAX_STORE_RETRIES) {
                throw e;
            }
            ScheduledFuture<?> unused = timer.schedule(
                    () -> execute(() -> applyUntilStored(job, event, failures + 1)),
                    STORE_RETRY_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }
}
