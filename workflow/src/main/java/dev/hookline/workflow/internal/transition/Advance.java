package dev.hookline.workflow.internal.transition;

import dev.hookline.HooklineException;
import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a job goes on once a step has ended: what begins, what is tried again, when the job as a whole has ended. */
final class Advance {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 6;

    private final Context context;

    Advance(Context context) {
        this.context = context;
    }

    /** Begins every step whose inputs are there, and ends the job when none is running. */
    void advance(Draft draft) {
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Node node : draft.definition().nodes()) {
                if (draft.findStep(node.name()).isEmpty() && inputsAreThere(draft, node)) {
                    begin(draft, node);
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
        draft.put(step.ended(StepStatus.SUCCEEDED, result, null));
        log(draft, Level.INFO, step, "Step succeeded");
    }

    void fail(Draft draft, JobStep step, JobError error) {
        endAttempt(draft, step);
        draft.put(step.ended(StepStatus.FAILED, null, error));
        log(draft, Level.ERROR, step, "Step failed: " + error.message());
    }

    void retryOrFail(Draft draft, JobStep step, JobError error) {
        Node node = draft.definition().findNode(step.key().step()).orElse(null);
        if (node == null || step.tries() % node.options().maxTries() == 0) {
            fail(draft, step, error);
            advance(draft);
            return;
        }
        draft.findAttempt(step)
                .filter(attempt -> attempt.status() == AttemptStatus.OPEN)
                .ifPresent(attempt -> draft.put(attempt.withStatus(AttemptStatus.ABANDONED)));
        int retriesOfThisRound = (step.tries() - 1) % node.options().maxTries();
        Duration delay = context.jittered(FIRST_RETRY.multipliedBy(1L << Math.min(retriesOfThisRound, MAX_DOUBLINGS)));
        CallbackToken token = context.newToken();
        log(draft, Level.WARN, step, error.message() + "; tried again");
        JobStep again = step.retried(token, context.workIn(Phase.SUBMIT, delay), error);
        draft.put(again);
        draft.put(newAttempt(token, again));
    }

    /** Takes the output of a prediction: its files are stored first, if it has any; otherwise the step has ended. */
    void takeOutput(Draft draft, JobStep step, String output) {
        if (Outputs.mayHoldFiles(Codec.tree(output))) {
            perform(draft, step.collecting(output, context.work(Phase.COLLECT)));
            log(draft, Level.INFO, step, "Prediction succeeded; its output is being stored");
            return;
        }
        try {
            Node node = draft.definition().findNode(step.key().step()).orElseThrow(Advance::stepIsGone);
            succeed(draft, step, Codec.write(Outputs.read(Codec.tree(output), node.type())));
        } catch (HooklineException e) {
            fail(draft, step, new JobError("output-mismatch", message(e)));
        }
        advance(draft);
    }

    /** Ends a step whose children have all ended. */
    void join(Draft draft, JobStep step, List<Job> children) {
        Node node = draft.definition().findNode(step.key().step()).orElse(null);
        boolean isFanOut = node == null || node.isFanOut();
        long succeeded = count(children, JobStatus.SUCCEEDED);
        if (succeeded == children.size()) {
            succeed(draft, step, joined(children, isFanOut));
            return;
        }
        JobError first = children.stream()
                .filter(child -> child.status() != JobStatus.SUCCEEDED)
                .map(child -> child.state().error())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(new JobError("item-failed", "An item has failed"));
        if (succeeded + count(children, JobStatus.PARTIAL) == 0) {
            fail(draft, step, first);
            return;
        }
        String message = isFanOut
                ? (children.size() - succeeded) + " of " + children.size() + " failed: " + first.message()
                : first.message();
        draft.put(step.ended(StepStatus.PARTIAL, null, new JobError(first.code(), message)));
        log(draft, Level.WARN, step, message);
    }

    void log(Draft draft, Level level, @Nullable JobStep step, String message) {
        String predictionId = step == null
                ? null
                : draft.findAttempt(step).map(Attempt::predictionId).orElse(null);
        draft.add(new LogEntry(
                draft.job().root(),
                draft.job().id(),
                context.now(),
                level,
                step == null ? null : step.key().step(),
                step == null ? 0 : step.tries(),
                predictionId,
                message));
    }

    private void begin(Draft draft, Node node) {
        switch (node.kind()) {
            case PREDICT -> beginPrediction(draft, node);
            case LOCAL -> perform(draft, JobStep.begun(draft.key(node), context.work(Phase.RUN), 0));
            case FOR_EACH, BRANCH, RUN -> beginChildren(draft, node);
        }
    }

    private void beginPrediction(Draft draft, Node node) {
        StepKey key = draft.key(node);
        CallbackToken token = context.newToken();
        JobStep step = new JobStep(key, StepStatus.RUNNING, 1, token, context.work(Phase.SUBMIT), 0, null, null);
        draft.put(newAttempt(token, step));
        perform(draft, step);
    }

    private void beginChildren(Draft draft, Node node) {
        StepKey key = draft.key(node);
        List<Job> children = new ArrayList<>();
        try {
            for (Node.ChildStart start : node.children(Arguments.read(draft::findResult, draft.definition(), node))) {
                children.add(beginChild(draft, new JobParent(draft.job().root(), key, children.size()), start));
            }
        } catch (RuntimeException | Error e) { // a function of the definition's author, who may throw anything
            fail(draft, JobStep.begun(key, Work.waiting(Phase.JOIN), 0), new JobError("step-failed", message(e)));
            return;
        }
        int open =
                (int) children.stream().filter(child -> !child.status().isEnd()).count();
        JobStep step = JobStep.begun(key, Work.waiting(Phase.JOIN), open);
        draft.put(step);
        log(draft, Level.INFO, step, "Step begun, with " + children.size() + " jobs of its own");
        if (open == 0) {
            join(draft, step, children);
        }
    }

    private Job beginChild(Draft draft, JobParent parent, Node.ChildStart start) {
        Definition<?, ?> definition = start.workflow();
        JobLabels labels = new JobLabels(draft.job().labels().owner(), null, Map.of(), null);
        JobState state = JobState.processing(context.now());
        String input = Codec.write(start.input());
        Draft child = Draft.create(
                definition,
                new Job(context.newJobId(), definition.ref(), parent, labels, input, state, context.now(), 1));
        advance(child);
        draft.add(child);
        return child.after();
    }

    void perform(Draft draft, JobStep step) {
        draft.put(step);
        if (context.takesWork()) {
            Work work = Objects.requireNonNull(step.work());
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
        Level level = status == JobStatus.SUCCEEDED ? Level.INFO : Level.WARN;
        log(draft, level, null, "Job " + status.name().toLowerCase(Locale.ROOT));
    }

    private static JobStatus failure(Draft draft) {
        boolean partial = draft.steps().stream().anyMatch(step -> step.status() == StepStatus.PARTIAL);
        return partial ? JobStatus.PARTIAL : JobStatus.FAILED;
    }

    private Attempt newAttempt(CallbackToken token, JobStep step) {
        return new Attempt(token, step.key(), step.tries(), AttemptStatus.OPEN, null, context.now());
    }

    private static void endAttempt(Draft draft, JobStep step) {
        draft.findAttempt(step)
                .filter(attempt -> attempt.status() == AttemptStatus.OPEN)
                .ifPresent(attempt -> draft.put(attempt.withStatus(AttemptStatus.ENDED)));
    }

    private static boolean inputsAreThere(Draft draft, Node node) {
        return node.inputs().stream().allMatch(input -> draft.findResult(input).isPresent());
    }

    private static long count(List<Job> children, JobStatus status) {
        return children.stream().filter(child -> child.status() == status).count();
    }

    private static String joined(List<Job> children, boolean isFanOut) {
        List<String> outputs = children.stream()
                .map(child -> Objects.requireNonNull(child.state().output()))
                .toList();
        return isFanOut ? "[" + String.join(",", outputs) + "]" : outputs.get(0);
    }

    private static HooklineException stepIsGone() {
        return new HooklineException("The workflow was changed while the job ran: the step is gone");
    }

    static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
