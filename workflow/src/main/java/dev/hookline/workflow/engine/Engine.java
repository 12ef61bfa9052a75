package dev.hookline.workflow.engine;

import dev.hookline.HooklineException;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.CallerTransaction;
import dev.hookline.job.DueWork;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.run.Acceptor;
import dev.hookline.workflow.internal.run.Deliveries;
import dev.hookline.workflow.internal.run.JobTrees;
import dev.hookline.workflow.internal.run.Parts;
import dev.hookline.workflow.internal.run.Performer;
import dev.hookline.workflow.internal.run.Starter;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Runs jobs. Any number of engines, in any number of processes, share one store; each of them takes any job's work and
 * any webhook. Thread-safe. Made by {@link #builder}; {@link #close} stops it.
 *
 * <p>A job goes on because a webhook came: hand what Replicate sends to {@link WebhookEndpoint}. The engine looks a
 * prediction up only when its webhook is late.
 */
public final class Engine implements AutoCloseable {
    private final Parts parts;
    private final Performer performer;
    private final Starter starter;
    private final Deliveries deliveries;
    private final JobTrees trees;
    private final Switches switches;
    private final AtomicBoolean closed = new AtomicBoolean();

    Engine(Parts parts, Performer performer, Ways in, Switches switches) {
        this.parts = parts;
        this.performer = performer;
        this.starter = in.starter();
        this.deliveries = in.deliveries();
        this.trees = new JobTrees(parts, performer);
        this.switches = switches;
    }

    /** By which jobs come in, and by which webhooks. */
    record Ways(Starter starter, Deliveries deliveries) {}

    /** What makes the engine look for work out of turn, and what stops it. */
    record Switches(Runnable look, Runnable stop) {}

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
        return startAll(workflow, List.of(input), same -> labels).get(0);
    }

    /**
     * Starts any number of jobs in as few transactions as possible; they are durable when this returns. Each is accepted
     * for itself: when this throws, some may have been, and with idempotency keys the same call can be made again.
     *
     * @param inputs one for each job
     * @param labels tells what is said about the job of an input
     * @return the jobs' ids, in the order of the inputs
     * @throws dev.hookline.job.JobStoreException when the store cannot be reached
     * @throws HooklineException when the engine was not given the workflow, an input cannot be written as JSON, or a
     *     deadline has passed already; nothing is started then
     */
    public <I> List<JobId> startAll(Workflow<I, ?> workflow, List<I> inputs, Function<? super I, JobLabels> labels) {
        Definition<?, ?> definition = known(workflow);
        List<Acceptor.Start> starts = inputs.stream()
                .map(input -> new Acceptor.Start(checked(labels.apply(input)), Codec.write(input)))
                .toList();
        return starter.start(definition, starts);
    }

    /**
     * Starts a job in a transaction of the caller's: it is there once that is committed, and was never there when it is
     * rolled back. Nothing is done for it before. After the commit any node begins its first steps, at once when the
     * transaction is told of its commit, and otherwise when a node next looks for work; listeners hear of its acceptance in
     * the first case only.
     *
     * <p>When the labels have an idempotency key that a job of this workflow has already, nothing is started and that
     * job's id is returned.
     *
     * @throws dev.hookline.job.JobStoreException when the database cannot be reached or refuses
     * @throws HooklineException when the engine was not given the workflow, the input cannot be written as JSON, or the
     *     deadline has passed already
     */
    public <I> JobId startWithin(CallerTransaction transaction, Workflow<I, ?> workflow, I input, JobLabels labels) {
        Acceptor.Start start = new Acceptor.Start(checked(labels), Codec.write(input));
        JobId job = starter.startWithin(transaction, known(workflow), start);
        transaction.afterCommit(switches.look());
        return job;
    }

    private Definition<?, ?> known(Workflow<?, ?> workflow) {
        Definition<?, ?> definition = parts.workflows().get(workflow.name());
        if (definition != workflow) {
            throw new HooklineException("The engine was not given the workflow '" + workflow.name()
                    + "', or another one of that name; add it to the engine's workflows");
        }
        return definition;
    }

    private JobLabels checked(JobLabels labels) {
        Instant deadline = labels.deadlineAt();
        if (deadline != null && !parts.clock().instant().isBefore(deadline)) {
            throw new HooklineException("The job's deadline has passed before its start: " + deadline);
        }
        return labels;
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
     * Draws a job's workflow as a Mermaid flowchart, with what has become of each step of this job; empty when there is
     * none of this id, or the engine does not know its workflow.
     */
    public Optional<String> diagram(JobId id) {
        return parts.store()
                .load(id)
                .flatMap(snapshot -> Optional.ofNullable(
                                parts.workflows().get(snapshot.job().workflow().name()))
                        .map(definition -> definition.diagram(snapshot)));
    }

    /**
     * Says how a job goes on that waits for an {@linkplain dev.hookline.workflow.Flow#approval approval}: what is said
     * becomes the result of the step.
     *
     * @param id the job that has the step, possibly a child of the one that was started
     * @param step the step's name
     * @param value what is said
     * @return whether the step was waiting for that; when not, nothing happens
     * @throws HooklineException when the job's workflow has no such step, or what is said is not of its type
     */
    public boolean approve(JobId id, String step, Object value) {
        return approvalStep(id, step)
                .map(node -> {
                    String json = Codec.write(value);
                    Codec.read(json, node.type());
                    return performer.apply(id, new Event.Approved(step, json)) == Outcome.Kind.CHANGED;
                })
                .orElse(false);
    }

    /**
     * Says that a job does not go on that waits for an {@linkplain dev.hookline.workflow.Flow#approval approval}: the step
     * fails.
     *
     * @param id the job that has the step, possibly a child of the one that was started
     * @param step the step's name
     * @param why what people read as the step's error
     * @return whether the step was waiting for that; when not, nothing happens
     * @throws HooklineException when the job's workflow has no such step
     */
    public boolean reject(JobId id, String step, String why) {
        return approvalStep(id, step)
                .map(node -> performer.apply(id, new Event.Rejected(step, new JobError("rejected", why))))
                .filter(kind -> kind == Outcome.Kind.CHANGED)
                .isPresent();
    }

    private Optional<Node> approvalStep(JobId id, String step) {
        return find(id).map(job -> {
            Definition<?, ?> definition = parts.workflows().get(job.workflow().name());
            return Optional.ofNullable(definition)
                    .flatMap(known -> known.findNode(step))
                    .filter(node -> node.kind() == Node.Kind.APPROVAL)
                    .orElseThrow(() -> new HooklineException("The workflow '"
                            + job.workflow().name() + "' has no step '" + step + "' that waits for an approval"));
        });
    }

    /**
     * Cancels a job: it has ended when this returns, and all jobs below it end soon after. Their running predictions are
     * canceled at Replicate, for which nobody waits; webhooks that still come for them are answered and ignored. Canceling
     * a job that has ended changes nothing.
     *
     * @return whether the job was running
     */
    public boolean cancel(JobId id) {
        return performer.apply(id, new Event.Canceled()) == Outcome.Kind.CHANGED;
    }

    /**
     * Tries a job again from what failed or was canceled: what has succeeded is neither done nor paid for again. Given an
     * item of a fan-out, only that item is tried again; the jobs above it wait for it and then go on. A job that is
     * running, has succeeded, or was canceled a moment ago and still has jobs below it that run, is left alone. A job that
     * is tried again after its deadline has none any more.
     *
     * @return whether the job goes on
     */
    public boolean retry(JobId id) {
        return trees.retry(id);
    }

    /**
     * Cancels a job that was started from outside, and deletes it with all jobs below it and the files that their steps
     * have stored; files that its input names stay. A file that is being stored at that moment may be left.
     *
     * @return whether there was such a job
     */
    public boolean delete(JobId id) {
        return trees.delete(id);
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
            switches.stop().run();
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
        return deliveries
                .deliver(token, prediction)
                .map(kind -> kind == Outcome.Kind.CONFLICT ? Delivery.CONFLICT : Delivery.TAKEN)
                .orElse(Delivery.UNKNOWN);
    }
}
