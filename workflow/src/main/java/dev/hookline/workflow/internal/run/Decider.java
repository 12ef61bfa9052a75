package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.CommitResult;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.event.EngineListener;
import dev.hookline.workflow.event.JobEvent;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.transition.Context;
import dev.hookline.workflow.internal.transition.Effect;
import dev.hookline.workflow.internal.transition.Event;
import dev.hookline.workflow.internal.transition.Outcome;
import dev.hookline.workflow.internal.transition.Transitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a job, decides, commits on the version that was read, and begins anew when somebody else was faster. */
public final class Decider {
    private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

    /** Each lost race is another's commit, so this many in a row mean a store that is not right. */
    private static final int MAX_RACES = 10_000;

    private final Parts parts;
    private final Committer committer;
    private final Held held;
    private final List<EngineListener> listeners;

    /** A decider over the given parts. */
    public Decider(Parts parts, Committer committer, Held held, List<EngineListener> listeners) {
        this.parts = parts;
        this.committer = committer;
        this.held = held;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * What a decision has come to.
     *
     * @param kind whether anything was committed
     * @param effects what follows
     */
    public record Decision(Outcome.Kind kind, List<Effect> effects) {}

    /**
     * A job that was accepted, now or earlier under the same key.
     *
     * @param job its id
     * @param effects what follows
     */
    public record Started(JobId job, List<Effect> effects) {}

    /** Accepts a job: it is durable when this returns. */
    public Started start(Definition<?, ?> definition, JobLabels labels, String input) {
        for (int race = 0; race < MAX_RACES; race++) {
            Context context = context();
            JobId id = JobId.create(context.now(), parts.random());
            Outcome outcome = transitions(context).start(definition, id, labels, input);
            CommitResult result = committer.commit(new JobCommit(id, JobCommit.NEW, context.now(), outcome.changes()));
            if (result instanceof CommitResult.Duplicate duplicate) {
                return new Started(duplicate.existing(), List.of());
            }
            if (result.isCommitted() || isOurs(id, input)) {
                publish(new JobEvent(id, id, 1, null, outcome.changes()));
                return new Started(id, outcome.effects());
            }
        }
        throw new HooklineException("The store refuses every id for a new job");
    }

    /** Whether a new job whose id was taken is there because the answer to its own commit was lost, and it was repeated. */
    private boolean isOurs(JobId id, String input) {
        return parts.store()
                .load(id)
                .filter(snapshot -> snapshot.job().input().equals(input))
                .isPresent();
    }

    /** Applies an event to a job, or does what is left to do when the job is gone. */
    public Decision decide(JobId job, Event event) {
        for (int race = 0; race < MAX_RACES; race++) {
            Optional<JobSnapshot> snapshot = parts.store().load(job);
            if (snapshot.isEmpty()) {
                Outcome gone = event.onGone();
                return new Decision(gone.kind(), gone.effects());
            }
            Context context = context();
            Outcome outcome = event.on(snapshot.get(), transitions(context));
            if (outcome.changes().isEmpty()) {
                return new Decision(outcome.kind(), outcome.effects());
            }
            long version = snapshot.get().job().version();
            CommitResult result = committer.commit(new JobCommit(job, version, context.now(), outcome.changes()));
            if (result instanceof CommitResult.Committed committed) {
                JobId root = snapshot.get().job().root();
                publish(new JobEvent(root, job, version + 1, snapshot.get(), outcome.changes()));
                return new Decision(outcome.kind(), effects(outcome, committed));
            }
        }
        throw new HooklineException("Job " + job + " changed " + MAX_RACES + " times while an event was decided");
    }

    private Transitions transitions(Context context) {
        return new Transitions(parts.workflows(), context);
    }

    private Context context() {
        return new Context(parts.clock().instant(), parts.node(), held.room() > 0, parts.timing(), parts.random());
    }

    private static List<Effect> effects(Outcome outcome, CommitResult.Committed committed) {
        List<Effect> effects = new ArrayList<>(outcome.effects());
        for (StepKey joinable : committed.joinable()) {
            effects.add(new Effect.Perform(joinable, Phase.JOIN));
        }
        return effects;
    }

    private void publish(JobEvent event) {
        event.log().forEach(JobLog::write);
        for (EngineListener listener : listeners) {
            try {
                listener.onCommit(event);
            } catch (RuntimeException e) { // somebody else's code, which must not stop the job
                LOG.atWarn().setCause(e).addKeyValue("job", event.job()).log("A listener has thrown; the job goes on");
            }
        }
    }
}
