package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.Claim;
import dev.hookline.job.JobId;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStoreException;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.Work;
import dev.hookline.workflow.event.StepFailedException;
import dev.hookline.workflow.internal.run.Decider.Decision;
import dev.hookline.workflow.internal.transition.Effect;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    private static final int MAX_CANCEL_TRIES = 6;

    private final Parts parts;
    private final Decider decider;
    private final Held held;
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final ModelLimits limits;
    private final StepTasks tasks;
    private final Interceptors interceptors;
    private final RecentJobs recent;

    /** A performer over the given parts. */
    public Performer(Parts parts, Decider decider, Held held, Threads threads, Settings settings) {
        this.parts = parts;
        this.decider = decider;
        this.held = held;
        this.workers = threads.workers();
        this.timer = threads.timer();
        this.limits = settings.committed().limits();
        this.interceptors = settings.interceptors();
        this.recent = decider.recent();
        this.tasks = new StepTasks(
                parts,
                this,
                new StepTasks.Submitting(
                        new Submitter(parts, settings.callbacks(), limits, workers),
                        new AnswerWriter(settings.committed().answers(), decider, this)),
                new Collector(parts, settings.maxOutputBytes()));
    }

    /** Where the work is done. */
    public record Threads(Executor workers, ScheduledExecutorService timer) {}

    /** How callback URLs are made, how large a file may be, what commits leave behind, and who stands around. */
    public record Settings(Callbacks callbacks, long maxOutputBytes, Committed committed, Interceptors interceptors) {}

    /** Where time passes. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** How much work is under way. */
    public int inFlight() {
        return held.size();
    }

    /** Decides on an event and begins what follows. */
    public Outcome.Kind apply(JobId job, Event event) {
        return begun(decider.decide(job, event));
    }

    /** Begins what follows of a decision. */
    Outcome.Kind begun(Decision decision) {
        carryOut(decision.effects());
        return decision.kind();
    }

    /** {@link #apply} once; empty when something else happened in the meantime, so that it has to be seen anew. */
    Optional<Outcome.Kind> tryToApply(JobId job, Event event) {
        Optional<Decision> decision = decider.tryToDecide(job, event);
        decision.ifPresent(made -> carryOut(made.effects()));
        return decision.map(Decision::kind);
    }

    /** Begins to carry out effects; returns at once. */
    public void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Perform perform) {
                beginNew(perform.step(), perform.phase(), tasks::perform);
            } else if (effect instanceof Effect.CancelPrediction cancel) {
                execute(() -> cancel(cancel, 1));
            }
        }
    }

    /** Lets creates be sent that wait for attempts which other nodes have ended. */
    void lookForPlaces() {
        limits.look(parts.store());
    }

    /** When this is lost, or fails too often, the prediction's deadline ends it. */
    private void cancel(Effect.CancelPrediction cancel, int tries) {
        try {
            parts.gateway().cancel(cancel.kind(), cancel.predictionId());
        } catch (HooklineException e) {
            if (tries >= MAX_CANCEL_TRIES) {
                throw e;
            }
            ScheduledFuture<?> unused =
                    timer.schedule(() -> execute(() -> cancel(cancel, tries + 1)), 1L << tries, TimeUnit.SECONDS);
        }
    }

    /** Takes up work that has fallen due. */
    void resume(Claim claim) {
        boolean mayHaveBeenSent = claim.phase() == Phase.SUBMIT && claim.previousOwner() != null;
        Body due = mayHaveBeenSent ? tasks::giveUpWaitingForAnswer : tasks::perform;
        Body body = work -> isOverdue(work) ? apply(work, new Event.DeadlinePassed()) : due.run(work);
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

    /** Whether the job has to have ended by now. */
    private boolean isOverdue(StepWork work) {
        Instant now = parts.clock().instant();
        return work.snapshot()
                .job()
                .findDeadline()
                .filter(deadline -> !now.isBefore(deadline))
                .isPresent();
    }

    /** Ends with what was found out, or with null when that is not of the step's own. */
    private interface Body {
        CompletionStage<@Nullable Event> run(StepWork work);
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
                    end = run(work.get(), body);
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

    private CompletionStage<?> run(StepWork work, Body body) {
        Around around = interceptors.begin(work::activity);
        try {
            return around.call(() -> body.run(work.within(around)))
                    .whenComplete((event, failure) -> around.end(failure == null ? failure(event) : failure));
        } catch (RuntimeException | Error e) {
            around.end(e);
            throw e;
        }
    }

    private static @Nullable Throwable failure(@Nullable Event event) {
        return event instanceof Event.StepFailed failed ? new StepFailedException(failed.error()) : null;
    }

    /** False when the engine is closing: the work stays with its lease, for another node or the next start. */
    boolean execute(Runnable work) {
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

    /**
     * Reads a step whose work is to be done; empty when somebody else has it by now, as after a pause that was longer than
     * the lease. To join children nobody has to have it, since joining twice does no harm.
     */
    Optional<StepWork> load(StepKey key, Phase phase) {
        Instant leasedJustNow = parts.clock()
                .instant()
                .plus(parts.rules().lease().multipliedBy(19).dividedBy(20));
        return recent.find(key.job())
                .flatMap(job -> work(job, key, phase, leasedJustNow))
                .or(() -> parts.store()
                        .load(key.job())
                        .flatMap(job -> work(job, key, phase, parts.clock().instant())));
    }

    /** @param after the lease has to run for longer than until then */
    private Optional<StepWork> work(JobSnapshot job, StepKey key, Phase phase, Instant after) {
        return job.findStep(key.step())
                .flatMap(step -> step.findWork()
                        .filter(work ->
                                phase.isForChildren() ? work.phase().isForChildren() : isOurs(work, phase, after))
                        .map(work -> new StepWork(job, step, work.phase(), Around.NOTHING)));
    }

    private boolean isOurs(Work work, Phase phase, Instant after) {
        Instant until = work.dueAt();
        return work.phase() == phase && parts.node().equals(work.owner()) && until != null && after.isBefore(until);
    }

    /** On a worker's thread, since the client's must not wait for a commit; on the client's all the same when closing. */
    CompletionStage<@Nullable Event> applied(StepWork work, Event event) {
        CompletableFuture<@Nullable Event> end = new CompletableFuture<>();
        Runnable apply =
                () -> work.around().call(() -> apply(work, event)).whenComplete((same, failure) -> end.complete(event));
        boolean accepted = execute(() -> {
            try {
                apply.run();
            } catch (RuntimeException | Error e) {
                end.complete(event);
                throw e;
            }
        });
        if (!accepted) {
            apply.run();
        }
        return end;
    }

    /** Ends when it is stored, so that the work is not begun anew before that. */
    CompletionStage<@Nullable Event> apply(StepWork work, Event event) {
        return applyUntilStored(work.step().key().job(), event).thenApply(stored -> event);
    }

    /** What was found out may be costly to find out again, so it is kept for a while when the store is away. */
    CompletionStage<?> applyUntilStored(JobId job, Event event) {
        CompletableFuture<?> stored = new CompletableFuture<>();
        applyUntilStored(job, event, stored, 0);
        return stored;
    }

    private void applyUntilStored(JobId job, Event event, CompletableFuture<?> stored, int failures) {
        try {
            apply(job, event);
            stored.complete(null);
        } catch (JobStoreException e) {
            if (failures >= MAX_STORE_RETRIES) {
                stored.completeExceptionally(e);
                throw e;
            }
            retryLater(() -> applyUntilStored(job, event, stored, failures + 1), stored);
        } catch (RuntimeException | Error e) {
            stored.completeExceptionally(e);
            throw e;
        }
    }

    private void retryLater(Runnable attempt, CompletableFuture<?> stored) {
        Runnable onWorker = () -> {
            if (!execute(attempt)) {
                stored.completeExceptionally(new RejectedExecutionException("The engine is closing"));
            }
        };
        try {
            ScheduledFuture<?> unused = timer.schedule(onWorker, STORE_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            stored.completeExceptionally(e);
        }
    }
}
