package dev.hookline.workflow.internal.transition;

import dev.hookline.HooklineException;
import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobError;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Node;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job goes on once a step has ended: what begins, what is tried again, when the job as a whole has ended. Lives
 * for one decision, on one thread.
 */
final class Advance {
    private static final int MAX_DOUBLINGS = 6;

    private final Context context;
    private final Chronicle chronicle;
    private final Beginning beginning;

    /** How much more work the node takes. */
    private int room;

    Advance(Context context) {
        this.context = context;
        this.chronicle = new Chronicle(context);
        this.beginning = new Beginning(context, this);
        this.room = context.room();
    }

    /** Begins every step whose inputs are there, and ends the job when none is running. */
    void advance(Draft draft) {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Node node : draft.definition().nodes()) {
                if (draft.findStep(node.name()).isEmpty() && inputsAreThere(draft, node)) {
                    beginning.begin(draft, node);
                    progress = true;
                }
            }
        }
        if (!draft.isRunning()) {
            end(draft);
        }
    }

    void succeed(Draft draft, JobStep step, String result) {
        endAttempt(draft, step);
        JobStep ended = step.ended(StepStatus.SUCCEEDED, result, null);
        draft.put(ended);
        log(draft, Level.INFO, ended, "Step succeeded");
    }

    void fail(Draft draft, JobStep step, JobError error) {
        endAttempt(draft, step);
        JobStep ended = step.ended(StepStatus.FAILED, null, error);
        draft.put(ended);
        log(draft, Level.ERROR, ended, "Step failed: " + error.message());
    }

    /** Makes another attempt, if the error may pass and the step may be tried again; otherwise the step has failed. */
    void retryOrFail(Draft draft, JobStep step, JobError error) {
        Node node = draft.definition().findNode(step.key().step()).orElse(null);
        boolean mayPass = context.rules().transientErrors().contain(error);
        if (node == null || !mayPass || step.tries() % node.options().maxTries() == 0) {
            fail(draft, step, error);
            advance(draft);
            return;
        }
        draft.findAttempt(step)
                .filter(attempt -> attempt.status() == AttemptStatus.OPEN)
                .ifPresent(attempt -> draft.put(attempt.withStatus(AttemptStatus.ABANDONED)));
        log(draft, Level.WARN, step, error.message() + "; tried again");
        boolean isLocal = node.kind() == Node.Kind.LOCAL;
        @Nullable CallbackToken token = isLocal ? null : context.newToken();
        Work work = Work.dueAt(isLocal ? Phase.RUN : Phase.SUBMIT, context.now().plus(retryDelay(step, node)));
        JobStep again = step.retried(token, work.withPriority(node.options().priority()), error);
        draft.put(again);
        if (token != null) {
            draft.put(new Attempt(token, again.key(), again.tries(), AttemptStatus.OPEN, null, context.now()));
        }
    }

    private Duration retryDelay(JobStep step, Node node) {
        int retriesOfThisRound = (step.tries() - 1) % node.options().maxTries();
        long factor = 1L << Math.min(retriesOfThisRound, MAX_DOUBLINGS);
        return context.jittered(node.options().retryDelay().multipliedBy(factor));
    }

    /** Takes the output of a prediction: its files are stored first, if it has any; otherwise the step has ended. */
    void takeOutput(Draft draft, JobStep step, String output) {
        Optional<Node> node = draft.definition().findNode(step.key().step());
        boolean stores = node.map(found -> found.options().storesOutput()).orElse(true);
        if (stores && Outputs.mayHoldFiles(Codec.tree(output))) {
            JobStep collecting = step.collecting(output, work(Phase.COLLECT, node.orElse(null)));
            perform(draft, collecting);
            log(draft, Level.INFO, collecting, "Prediction succeeded; its output is being stored");
            return;
        }
        try {
            Node known = node.orElseThrow(Advance::stepIsGone);
            succeed(draft, step, Codec.write(Outputs.read(Codec.tree(output), known.type())));
        } catch (HooklineException e) {
            fail(draft, step, new JobError("output-mismatch", message(e)));
        }
        advance(draft);
    }

    void log(Draft draft, Level level, @Nullable JobStep step, String message) {
        chronicle.log(draft, level, step, message);
    }

    /** Work for this node, as long as it takes any, and for whichever node is free after that. */
    Work work(Phase phase, @Nullable Node node) {
        Work work = room > 0
                ? Work.leased(phase, context.now().plus(context.rules().lease()), context.node())
                : Work.dueAt(phase, context.now());
        return work.withPriority(node == null ? 0 : node.options().priority());
    }

    /** Writes a step whose {@link #work} is to be done, by this node if it has taken it. */
    void perform(Draft draft, JobStep step) {
        draft.put(step);
        Work work = Objects.requireNonNull(step.work());
        if (work.owner() != null) {
            room--;
            draft.add(new Effect.Perform(step.key(), work.phase()));
        }
    }

    private void end(Draft draft) {
        Optional<String> output = draft.findResult(draft.definition().output());
        JobStatus status = output.isPresent() ? JobStatus.SUCCEEDED : failure(draft);
        @Nullable
        JobError error = draft.steps().stream()
                .filter(step -> step.status() != StepStatus.SUCCEEDED)
                .map(JobStep::error)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        draft.change(new JobState(status, output.orElse(null), error, context.now()));
        chronicle.logEnd(draft);
    }

    private static JobStatus failure(Draft draft) {
        boolean partial = draft.steps().stream().anyMatch(step -> step.status() == StepStatus.PARTIAL);
        return partial ? JobStatus.PARTIAL : JobStatus.FAILED;
    }

    private static void endAttempt(Draft draft, JobStep step) {
        draft.findAttempt(step)
                .filter(attempt -> attempt.status() == AttemptStatus.OPEN)
                .ifPresent(attempt -> draft.put(attempt.withStatus(AttemptStatus.ENDED)));
    }

    private static boolean inputsAreThere(Draft draft, Node node) {
        return node.inputs().stream().allMatch(input -> draft.findResult(input).isPresent());
    }

    private static HooklineException stepIsGone() {
        return new HooklineException("The workflow was changed while the job ran: the step is gone");
    }

    static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
