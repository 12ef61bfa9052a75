package dev.hookline.workflow.engine;

import dev.hookline.HooklineException;
import dev.hookline.job.Attempt;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.DueWork;
import dev.hookline.job.Job;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.JobStore;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.run.Decider;
import dev.hookline.workflow.internal.run.Parts;
import dev.hookline.workflow.internal.run.Performer;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs jobs. Any number of engines, in any number of processes, share one store; each of them takes any job's work and
 * any webhook. Thread-safe. Made by {@link #builder}; {@link #close} stops it.
 *
 * <p>A job goes on because a webhook came: hand what Replicate sends to {@link WebhookEndpoint}. The engine looks a
 * prediction up only when its webhook is late.
 */
public final class Engine implements AutoCloseable {
    private final Parts parts;
    private final Decider decider;
    private final Performer performer;
    private final Runnable stop;
    private final AtomicBoolean closed = new AtomicBoolean();

    Engine(Parts parts, Decider decider, Performer performer, Runnable stop) {
        this.parts = parts;
        this.decider = decider;
        this.performer = performer;
        this.stop = stop;
    }

    /** Begins to set an engine up. */
    public static EngineBuilder builder() {
        return new EngineBuilder();
    }

    /**
     * Starts a job; it is durable when this returns, and its first steps begin at once.
     *
     * @throws dev.hookline.job.JobStoreException when the store cannot be reached; the job may have been accepted, if
     *     only the store's answer was lost
     * @throws HooklineException when the engine was not given the workflow, or the input cannot be written as JSON
     */
    public <I> JobId start(Workflow<I, ?> workflow, I input) {
        return start(workflow, input, JobLabels.NONE);
    }

    /**
     * {@link #start(Workflow, Object)} with labels. When they have an idempotency key that a job of this workflow has
     * already, nothing is started and that job's id is returned.
     */
    public <I> JobId start(Workflow<I, ?> workflow, I input, JobLabels labels) {
        Definition<?, ?> definition = parts.workflows().get(workflow.name());
        if (definition != workflow) {
            throw new HooklineException("The engine was not given the workflow '" + workflow.name()
                    + "', or another one of that name; add it to the engine's workflows");
        }
        Decider.Started started = decider.start(definition, labels, Codec.write(input));
        performer.carryOut(started.effects());
        return started.job();
    }

    /** Reads a job; empty when there is none of this id. */
    public Optional<Job> find(JobId id) {
        return parts.store().load(id).map(JobSnapshot::job);
    }

    /**
     * Reads what a job was started with.
     *
     * @throws HooklineException when it does not fit the workflow's type
     */
    @SuppressWarnings("unchecked")
    public <I> I input(Workflow<I, ?> workflow, Job job) {
        return (I) Codec.read(job.input(), ((Definition<I, ?>) workflow).inputType());
    }

    /**
     * Reads what a job has come to; empty unless it has succeeded.
     *
     * @throws HooklineException when it does not fit the workflow's type
     */
    @SuppressWarnings("unchecked")
    public <O> Optional<O> output(Workflow<?, O> workflow, Job job) {
        return job.state().findOutput().map(json -> (O) Codec.read(json, ((Definition<?, O>) workflow).outputType()));
    }

    /**
     * Cancels a job and all jobs below it. Their running predictions are canceled at Replicate after this has returned;
     * webhooks that still come for them are answered and ignored. Canceling a job that has ended changes nothing.
     *
     * @return whether the job was running
     */
    public boolean cancel(JobId id) {
        boolean wasRunning = performer.apply(id, new Event.Canceled()) == Outcome.Kind.CHANGED;
        Deque<JobId> open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            for (Job child : childrenOf(open.pop())) {
                performer.apply(child.id(), new Event.Canceled());
                open.add(child.id());
            }
        }
        return wasRunning;
    }

    /**
     * Tries a job again from what failed or was canceled: what has succeeded is neither done nor paid for again. Given an
     * item of a fan-out, only that item is tried again; the jobs above it wait for it and then go on. A job that is
     * running or has succeeded is left alone.
     *
     * @return whether the job goes on
     */
    public boolean retry(JobId id) {
        Optional<Job> job = find(id);
        if (job.isEmpty() || !isRetryable(job.get())) {
            return false;
        }
        reopenAbove(job.get());
        return reopen(job.get());
    }

    /** From the top down, so that each job finds the one above it waiting when it ends. */
    private void reopenAbove(Job job) {
        JobParent parent = job.parent();
        if (parent != null) {
            find(parent.step().job()).ifPresent(this::reopenAbove);
            performer.apply(parent.step().job(), new Event.ChildReopened(parent.step()));
        }
    }

    private boolean reopen(Job job) {
        List<Job> children =
                childrenOf(job.id()).stream().filter(Engine::isRetryable).toList();
        Map<String, Integer> counts = new HashMap<>();
        children.forEach(child ->
                counts.merge(Objects.requireNonNull(child.parent()).step().step(), 1, Integer::sum));
        boolean goesOn = performer.apply(job.id(), new Event.Retried(counts)) == Outcome.Kind.CHANGED;
        if (goesOn) {
            children.forEach(this::reopen);
        }
        return goesOn;
    }

    private static boolean isRetryable(Job job) {
        return job.status().isEnd() && job.status() != JobStatus.SUCCEEDED;
    }

    /**
     * Cancels a job that was started from outside, and deletes it with all jobs below it. Files that it has stored stay.
     *
     * @return whether there was such a job
     */
    public boolean delete(JobId id) {
        cancel(id);
        return parts.store().delete(id).isPresent();
    }

    /** How much work this node is doing at the moment: creates, look-ups, downloads and local steps that have begun. */
    public int inFlight() {
        return performer.inFlight();
    }

    /**
     * Reads the work of this engine's workflows that fell due longest ago; empty when nothing is due. When it has been due
     * for long, nodes are missing, or have more work than they get done.
     *
     * @throws dev.hookline.job.JobStoreException when the store cannot be reached
     */
    public Optional<DueWork> findOverdue() {
        return parts.store()
                .findFirstDue(parts.workflows().keySet())
                .filter(due -> due.dueAt().isBefore(parts.clock().instant()));
    }

    /**
     * Stops taking up work, waits a few seconds for what is under way, and returns. What is left goes on at another
     * node, or at the next start, once its lease has run out. Closing it again changes nothing.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stop.run();
        }
    }

    /** What came of a webhook. */
    enum Delivery {
        /** Its effect is durable, or it has none. */
        TAKEN,
        /** Its token was never issued. */
        UNKNOWN,
        /** Its token was issued for another prediction. */
        CONFLICT
    }

    Delivery deliver(CallbackToken token, RemotePrediction prediction) {
        Optional<Attempt> attempt = parts.store().findAttempt(token);
        if (attempt.isEmpty()) {
            return Delivery.UNKNOWN;
        }
        String bound = attempt.get().predictionId();
        if (bound != null && !bound.equals(prediction.id())) {
            return Delivery.CONFLICT;
        }
        Event event = new Event.Seen(attempt.get(), prediction, Event.Source.WEBHOOK);
        Outcome.Kind kind = performer.apply(attempt.get().step().job(), event);
        return kind == Outcome.Kind.CONFLICT ? Delivery.CONFLICT : Delivery.TAKEN;
    }

    private List<Job> childrenOf(JobId id) {
        JobStore store = parts.store();
        List<StepKey> steps = store.load(id).stream()
                .flatMap(snapshot -> snapshot.steps().stream())
                .map(JobStep::key)
                .toList();
        return steps.stream().flatMap(step -> store.children(step).stream()).toList();
    }
}
