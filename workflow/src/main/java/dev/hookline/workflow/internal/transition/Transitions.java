package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What each event comes to, on a job as it was read. Pure: neither clock nor I/O.
 *
 * <p><b>Ends count once.</b> Every method first looks whether the step is still in the phase that its event is about,
 * under the same attempt. When it is not, somebody else was faster, and nothing happens. The commit is made on the
 * version that was read, so of two that decide on the same state only one happens; the other reads again and finds the
 * step gone on.
 *
 * <p><b>A token names an attempt, not a step.</b> A step that is tried again gets a new token. What arrives under an
 * earlier one is for an attempt that was given up: its prediction, should it turn out to run, is canceled.
 *
 * <p><b>A create that may have been sent</b> stands as {@link Phase#SUBMIT} with an owner. Once the owner's lease has run
 * out, or the answer was lost, the step waits in {@link Phase#AWAIT} without a prediction for a grace, in which the
 * attempt's webhook may still bind one; only then is the attempt given up for a new one.
 */
public final class Transitions {
    /** How long after its deadline a prediction may still be said to run before it counts as lost. */
    private static final Duration DEADLINE_MARGIN = Duration.ofMinutes(1);

    private final Map<String, Definition<?, ?>> workflows;
    private final Context context;
    private final Advance advance;

    /** Decisions at one moment on one node. */
    public Transitions(Map<String, Definition<?, ?>> workflows, Context context) {
        this.workflows = workflows;
        this.context = context;
        this.advance = new Advance(context);
    }

    /** A job is accepted, and the steps begin that need nothing but its input. */
    public Outcome start(Definition<?, ?> definition, JobId id, JobLabels labels, String input) {
        JobState state = JobState.processing(context.now());
        Draft draft =
                Draft.create(definition, new Job(id, definition.ref(), null, labels, input, state, context.now(), 1));
        advance.log(draft, Level.INFO, null, "Job accepted");
        advance.advance(draft);
        return Outcome.of(draft);
    }

    Outcome seen(JobSnapshot snapshot, Event.Seen event) {
        RemotePrediction prediction = event.prediction();
        Attempt read = event.attempt();
        Draft draft = draft(snapshot);
        JobStep step = draft.findStep(read.step().step()).orElse(null);
        boolean counts = step != null && read.token().equals(step.token());
        Attempt attempt = step != null && counts ? draft.findAttempt(step).orElse(read) : read;
        if (attempt.predictionId() != null && !attempt.predictionId().equals(prediction.id())) {
            return Outcome.CONFLICT;
        }
        if (step == null || !counts || attempt.status() == AttemptStatus.ABANDONED) {
            return orphan(draft, attempt, prediction);
        }
        if (!step.isIn(Phase.SUBMIT) && !step.isIn(Phase.AWAIT)) {
            return Outcome.NOTHING;
        }
        return switch (prediction.state()) {
            case RUNNING -> running(draft, step, attempt, event);
            case SUCCEEDED -> output(draft, step, attempt.bound(prediction.id()), prediction);
            case FAILED -> predictionFailed(draft, step, attempt.bound(prediction.id()), prediction);
            case CANCELED -> predictionCanceled(draft, step, attempt.bound(prediction.id()));
        };
    }

    Outcome answerLost(JobSnapshot snapshot, Event.AnswerLost event) {
        Draft draft = draft(snapshot);
        Optional<JobStep> found = current(draft, event.attempt()).filter(step -> step.isIn(Phase.SUBMIT));
        if (found.isEmpty()) {
            return Outcome.NOTHING;
        }
        JobStep step = found.get();
        draft.put(step.withWork(context.workIn(Phase.AWAIT, context.timing().grace())));
        advance.log(draft, Level.WARN, step, "No answer to the create (" + event.why() + "); a webhook may still tell");
        return Outcome.of(draft);
    }

    /** An attempt whose webhook came while it was being given up is not lost. */
    Outcome lost(JobSnapshot snapshot, Event.Lost event) {
        Draft draft = draft(snapshot);
        Optional<JobStep> found = current(draft, event.attempt()).filter(step -> step.isIn(Phase.AWAIT));
        Optional<Attempt> attempt = found.flatMap(draft::findAttempt)
                .filter(now -> now.findPredictionId().equals(event.attempt().findPredictionId()));
        if (found.isEmpty() || attempt.isEmpty()) {
            return Outcome.NOTHING;
        }
        draft.put(attempt.get().withStatus(AttemptStatus.ABANDONED));
        advance.retryOrFail(draft, found.get(), new JobError("prediction-lost", event.why()));
        return Outcome.of(draft);
    }

    Outcome succeeded(JobSnapshot snapshot, Event.StepSucceeded event) {
        Draft draft = draft(snapshot);
        return current(draft, event.done())
                .map(step -> {
                    advance.succeed(draft, step, event.result());
                    advance.advance(draft);
                    return Outcome.of(draft);
                })
                .orElse(Outcome.NOTHING);
    }

    Outcome failed(JobSnapshot snapshot, Event.StepFailed event) {
        Draft draft = draft(snapshot);
        return current(draft, event.done())
                .map(step -> {
                    advance.fail(draft, step, event.error());
                    advance.advance(draft);
                    return Outcome.of(draft);
                })
                .orElse(Outcome.NOTHING);
    }

    Outcome postponed(JobSnapshot snapshot, Event.StepPostponed event) {
        Draft draft = draft(snapshot);
        Phase phase = event.done().phase();
        return current(draft, event.done())
                .map(step -> {
                    draft.put(step.withWork(context.workIn(phase, event.delay())));
                    String soon = "; again in " + event.delay().toMillis() + " ms";
                    advance.log(draft, Level.WARN, step, event.why() + soon);
                    return Outcome.of(draft);
                })
                .orElse(Outcome.NOTHING);
    }

    Outcome joined(JobSnapshot snapshot, Event.ChildrenRead event) {
        Draft draft = draft(snapshot);
        Optional<JobStep> found = draft.findStep(event.step().step()).filter(step -> step.isIn(Phase.JOIN));
        boolean allEnded =
                event.children().stream().allMatch(child -> child.status().isEnd());
        if (found.isEmpty() || !allEnded) {
            return Outcome.NOTHING;
        }
        advance.join(draft, found.get(), event.children());
        advance.advance(draft);
        return Outcome.of(draft);
    }

    Outcome retried(JobSnapshot snapshot, Event.Retried event) {
        return new Reopening(context, advance).retried(draft(snapshot), event);
    }

    Outcome childReopened(JobSnapshot snapshot, Event.ChildReopened event) {
        return new Reopening(context, advance)
                .childReopened(draft(snapshot), event.step().step());
    }

    Outcome canceled(JobSnapshot snapshot) {
        if (snapshot.job().status().isEnd()) {
            return Outcome.NOTHING;
        }
        Draft draft = draft(snapshot);
        for (JobStep step : draft.steps()) {
            if (!step.status().isEnd()) {
                draft.put(step.ended(StepStatus.CANCELED, null, null));
                draft.findAttempt(step).ifPresent(attempt -> abandon(draft, attempt));
            }
        }
        draft.change(new JobState(
                JobStatus.CANCELED, null, new JobError("canceled", "The job was canceled"), context.now()));
        advance.log(draft, Level.INFO, null, "Job canceled");
        return Outcome.of(draft);
    }

    private static void abandon(Draft draft, Attempt attempt) {
        draft.put(attempt.withStatus(AttemptStatus.ABANDONED));
        attempt.findPredictionId().ifPresent(id -> draft.add(new Effect.CancelPrediction(id)));
    }

    /** A prediction of an attempt that was given up: it is canceled when it runs, and noted so that it is found again. */
    private Outcome orphan(Draft draft, Attempt attempt, RemotePrediction prediction) {
        boolean isRunning = prediction.state() == RemotePrediction.State.RUNNING;
        if (!isRunning || attempt.status() != AttemptStatus.ABANDONED) {
            return Outcome.NOTHING;
        }
        Effect cancel = new Effect.CancelPrediction(prediction.id());
        if (attempt.predictionId() != null) {
            return Outcome.only(cancel);
        }
        draft.put(attempt.bound(prediction.id()));
        draft.add(cancel);
        advance.log(draft, Level.WARN, null, "Prediction " + prediction.id() + " is not needed any more: canceled");
        return Outcome.of(draft);
    }

    private Outcome running(Draft draft, JobStep step, Attempt attempt, Event.Seen event) {
        boolean lookedUp = event.source() == Event.Source.LOOK_UP;
        if (attempt.predictionId() != null && step.isIn(Phase.AWAIT) && !lookedUp) {
            return Outcome.NOTHING;
        }
        Attempt bound = attempt.bound(event.prediction().id());
        if (lookedUp && isPastDeadline(draft, bound, event.prediction())) {
            draft.put(bound.withStatus(AttemptStatus.ABANDONED));
            draft.add(new Effect.CancelPrediction(event.prediction().id()));
            advance.fail(draft, step, new JobError("deadline-exceeded", "The prediction did not end in its time"));
            advance.advance(draft);
            return Outcome.of(draft);
        }
        if (attempt.predictionId() == null) {
            draft.put(bound);
        }
        draft.put(step.withWork(Work.dueAt(Phase.AWAIT, nextLookUp(draft, bound))));
        advance.log(
                draft, Level.INFO, step, lookedUp ? "No webhook yet; the prediction is running" : "Prediction created");
        return Outcome.of(draft);
    }

    /** The first look-up is after the step's own time; each later one once the attempt is twice as old. */
    private Instant nextLookUp(Draft draft, Attempt attempt) {
        Duration first = options(draft, attempt.step().step()).lookUpAfter();
        Duration age = Duration.between(attempt.createdAt(), context.now());
        return context.now().plus(age.compareTo(first) > 0 ? age : first);
    }

    /** Counted from when Replicate made it, since a create may have been put off for long. */
    private boolean isPastDeadline(Draft draft, Attempt attempt, RemotePrediction prediction) {
        Duration deadline = options(draft, attempt.step().step()).deadline();
        Instant begin = prediction.createdAt() == null ? attempt.createdAt() : prediction.createdAt();
        return context.now().isAfter(begin.plus(deadline).plus(DEADLINE_MARGIN));
    }

    private static StepOptions options(Draft draft, String step) {
        return draft.definition().findNode(step).map(Node::options).orElse(StepOptions.DEFAULTS);
    }

    private Outcome output(Draft draft, JobStep step, Attempt bound, RemotePrediction prediction) {
        draft.put(bound.withStatus(AttemptStatus.ENDED));
        @Nullable String output = prediction.output();
        if (prediction.dataRemoved() || output == null) {
            advance.fail(draft, step, new JobError("output-removed", "Replicate has no output of the prediction"));
            advance.advance(draft);
        } else {
            advance.takeOutput(draft, step, output);
        }
        return Outcome.of(draft);
    }

    private Outcome predictionFailed(Draft draft, JobStep step, Attempt bound, RemotePrediction prediction) {
        String text = prediction.error() == null ? "The model gave no reason" : prediction.error();
        JobError error = new JobError("prediction-failed", text);
        draft.put(bound.withStatus(AttemptStatus.ENDED));
        if (TransientErrors.matches(text)) {
            advance.retryOrFail(draft, step, error);
        } else {
            advance.fail(draft, step, error);
            advance.advance(draft);
        }
        return Outcome.of(draft);
    }

    private Outcome predictionCanceled(Draft draft, JobStep step, Attempt bound) {
        draft.put(bound.withStatus(AttemptStatus.ENDED));
        advance.fail(
                draft,
                step,
                new JobError(
                        "prediction-canceled",
                        "The prediction was canceled at Replicate: its deadline passed, or somebody canceled it"));
        advance.advance(draft);
        return Outcome.of(draft);
    }

    private Draft draft(JobSnapshot snapshot) {
        String name = snapshot.job().workflow().name();
        Definition<?, ?> definition = workflows.get(name);
        if (definition == null) {
            throw new UnknownWorkflowException(name);
        }
        return Draft.of(definition, snapshot);
    }

    private static Optional<JobStep> current(Draft draft, Attempt attempt) {
        return draft.findStep(attempt.step().step())
                .filter(step ->
                        attempt.token().equals(step.token()) && !step.status().isEnd());
    }

    private static Optional<JobStep> current(Draft draft, Event.Done done) {
        return draft.findStep(done.step().step())
                .filter(step -> step.isIn(done.phase()) && step.tries() == done.tries());
    }
}
