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
import dev.hookline.workflow.TransientErrors;
import dev.hookline.workflow.internal.graph.Definition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What each event comes to, on a job as it was read. Pure: neither clock nor I/O.
 *
 * <p><b>Ends count once.</b> Every decision first looks whether the step is still in the phase that its event is about,
 * under the same attempt. When it is not, somebody else was faster, and nothing happens. The commit is made on the
 * version that was read, so of two that decide on the same state only one happens; the other reads again and finds the
 * step gone on.
 *
 * <p><b>A token names an attempt, not a step.</b> A step that is tried again gets a new token. What arrives under an
 * earlier one is for an attempt that was given up: its prediction is canceled when it turns out to run, and taken when
 * it has succeeded before the later one.
 *
 * <p><b>A create that may have been sent</b> stands as {@link Phase#SUBMIT} with an owner. Once the owner's lease has run
 * out, or the answer was lost, the step waits in {@link Phase#AWAIT} without a prediction for a grace, in which the
 * attempt's webhook may still bind one; only then is the attempt given up for a new one.
 *
 * <p><b>A job that has begun under another definition</b> goes on under this one as far as names and types still fit, and
 * fails with the step that does not.
 */
public final class Transitions {
    private final Map<String, Definition<?, ?>> workflows;
    private final Context context;
    private final Advance advance;

    /** One decision, at one moment, on one node. */
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

    /** Something has happened to a job. */
    public Outcome decide(JobSnapshot snapshot, Event event) {
        String name = snapshot.job().workflow().name();
        Definition<?, ?> definition = workflows.get(name);
        if (definition == null) {
            throw new UnknownWorkflowException(name);
        }
        Draft draft = Draft.of(definition, snapshot);
        return Fit.findMisfit(definition, snapshot)
                .map(misfit -> stop(draft, JobStatus.FAILED, misfit))
                .orElseGet(() -> event.on(draft, this));
    }

    Outcome seen(Draft draft, Event.Seen event) {
        return new Sightings(context, advance).seen(draft, event);
    }

    Outcome answerLost(Draft draft, Event.AnswerLost event) {
        return on(draft, current(draft, event.attempt()).filter(step -> step.isIn(Phase.SUBMIT)), step -> {
            draft.put(step.withWork(workIn(step, Phase.AWAIT, context.rules().grace())));
            String why = "No answer to the create (" + event.why() + "); a webhook may still tell";
            advance.log(draft, Level.WARN, step, why);
        });
    }

    /** An attempt whose webhook came while it was being given up is not lost. */
    Outcome lost(Draft draft, Event.Lost event) {
        Optional<JobStep> found = current(draft, event.attempt()).filter(step -> step.isIn(Phase.AWAIT));
        Optional<Attempt> attempt = found.flatMap(draft::findAttempt)
                .filter(now -> now.findPredictionId().equals(event.attempt().findPredictionId()));
        return on(draft, found.filter(step -> attempt.isPresent()), step -> {
            draft.put(attempt.orElseThrow().withStatus(AttemptStatus.ABANDONED));
            advance.retryOrFail(draft, step, new JobError(TransientErrors.PREDICTION_LOST, event.why()));
        });
    }

    Outcome succeeded(Draft draft, Event.StepSucceeded event) {
        return on(draft, current(draft, event.done()), step -> {
            advance.succeed(draft, step, event.result());
            advance.advance(draft);
        });
    }

    Outcome failed(Draft draft, Event.StepFailed event) {
        return on(draft, current(draft, event.done()), step -> advance.retryOrFail(draft, step, event.error()));
    }

    /**
     * Said twice it counts once: put off, a step keeps its attempt, and may be at a create of another node by then, or of
     * nobody.
     */
    Outcome postponed(Draft draft, Event.StepPostponed event) {
        Optional<JobStep> own = current(draft, event.done())
                .filter(step -> step.findWork()
                        .filter(work -> context.node().equals(work.owner()))
                        .isPresent());
        return on(draft, own, step -> {
            draft.put(step.withWork(workIn(step, event.done().phase(), event.delay())));
            String soon = "; again in " + event.delay().toMillis() + " ms";
            advance.log(draft, Level.WARN, step, event.why() + soon);
        });
    }

    Outcome joined(Draft draft, Event.ChildrenRead event) {
        return new Joining(advance).read(draft, event);
    }

    Outcome approved(Draft draft, Event.Approved event) {
        return on(draft, waitingForApproval(draft, event.step()), step -> {
            advance.succeed(draft, step, event.result());
            advance.advance(draft);
        });
    }

    Outcome rejected(Draft draft, Event.Rejected event) {
        return on(draft, waitingForApproval(draft, event.step()), step -> {
            advance.fail(draft, step, event.error());
            advance.advance(draft);
        });
    }

    Outcome retried(Draft draft, Event.Retried event) {
        return new Reopening(context, advance).retried(draft, event);
    }

    Outcome childReopened(Draft draft, Event.ChildReopened event) {
        return new Reopening(context, advance).childReopened(draft, event.step().step());
    }

    /** A clock that is behind the one of whoever took note of the deadline does not make it pass later. */
    Outcome deadlinePassed(Draft draft) {
        JobError error = new JobError("deadline-exceeded", "The job did not end in its time");
        return draft.findDeadline().isPresent() ? stop(draft, JobStatus.FAILED, error) : Outcome.NOTHING;
    }

    Outcome canceled(Draft draft) {
        return stop(draft, JobStatus.CANCELED, new JobError("canceled", "The job was canceled"));
    }

    private Outcome stop(Draft draft, JobStatus status, JobError error) {
        return new Stopping(context, advance).stop(draft, status, error);
    }

    private Work workIn(JobStep step, Phase phase, Duration delay) {
        int priority = step.findWork().map(Work::priority).orElse(0);
        return Work.dueAt(phase, context.now().plus(delay)).withPriority(priority);
    }

    private static Outcome on(Draft draft, Optional<JobStep> step, Consumer<JobStep> decision) {
        if (step.isEmpty()) {
            return Outcome.NOTHING;
        }
        decision.accept(step.get());
        return Outcome.of(draft);
    }

    private static Optional<JobStep> waitingForApproval(Draft draft, String step) {
        return draft.findStep(step).filter(found -> found.isIn(Phase.APPROVAL));
    }

    private static Optional<JobStep> current(Draft draft, Attempt attempt) {
        return draft.findStep(attempt.step().step())
                .filter(step -> attempt.token().equals(step.token()))
                .filter(step -> step.status() == StepStatus.RUNNING);
    }

    private static Optional<JobStep> current(Draft draft, Event.Done done) {
        return draft.findStep(done.step().step())
                .filter(step -> step.isIn(done.phase()) && step.tries() == done.tries());
    }
}
