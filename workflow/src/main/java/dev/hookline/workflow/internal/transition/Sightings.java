package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.JobError;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.Work;
import dev.hookline.workflow.StepOptions;
import dev.hookline.workflow.TransientErrors;
import dev.hookline.workflow.gateway.RemotePrediction;
import dev.hookline.workflow.internal.graph.Node;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the news of a prediction comes to, whoever brings it. */
final class Sightings {
    /** How long after its deadline a prediction may still be said to run before it counts as lost. */
    private static final Duration DEADLINE_MARGIN = Duration.ofMinutes(1);

    private final Context context;
    private final Advance advance;

    Sightings(Context context, Advance advance) {
        this.context = context;
        this.advance = advance;
    }

    Outcome seen(Draft draft, Event.Seen event) {
        RemotePrediction prediction = event.prediction();
        Attempt read = event.attempt();
        JobStep step = draft.findStep(read.step().step()).orElse(null);
        boolean counts = step != null && read.token().equals(step.token());
        Attempt attempt = step != null && counts ? draft.findAttempt(step).orElse(read) : read;
        if (attempt.predictionId() != null && !attempt.predictionId().equals(prediction.id())) {
            return Outcome.CONFLICT;
        }
        if (step == null || !counts || attempt.status() == AttemptStatus.ABANDONED) {
            return givenUp(draft, step, attempt, prediction);
        }
        if (!step.isIn(Phase.SUBMIT) && !step.isIn(Phase.AWAIT)) {
            return Outcome.NOTHING;
        }
        return switch (prediction.state()) {
            case RUNNING -> running(draft, step, attempt, event);
            case SUCCEEDED -> output(draft, step, attempt.bound(prediction.id()), prediction);
            case FAILED -> failed(draft, step, attempt.bound(prediction.id()), prediction);
            case CANCELED -> canceled(draft, step, attempt.bound(prediction.id()));
        };
    }

    /** An attempt that was given up too early is taken all the same when it has succeeded before the one after it. */
    private Outcome givenUp(Draft draft, @Nullable JobStep step, Attempt attempt, RemotePrediction prediction) {
        boolean isAbandoned = attempt.status() == AttemptStatus.ABANDONED;
        boolean isWaitedFor =
                step != null && !draft.job().status().isEnd() && (step.isIn(Phase.SUBMIT) || step.isIn(Phase.AWAIT));
        boolean hasOutput = prediction.state() == RemotePrediction.State.SUCCEEDED
                && prediction.output() != null
                && !prediction.dataRemoved();
        if (step == null || !isAbandoned || !isWaitedFor || !hasOutput) {
            return isAbandoned ? orphan(draft, attempt, prediction) : Outcome.NOTHING;
        }
        draft.findAttempt(step).ifPresent(current -> Stopping.abandon(draft, current));
        JobStep under = step.under(attempt.token());
        advance.log(draft, Level.INFO, under, "An attempt that was given up has succeeded after all, and is taken");
        return output(draft, under, attempt.bound(prediction.id()), prediction);
    }

    /** A prediction that nobody waits for is canceled when it runs, and noted so that it is found again. */
    private Outcome orphan(Draft draft, Attempt attempt, RemotePrediction prediction) {
        if (prediction.state() != RemotePrediction.State.RUNNING) {
            return Outcome.NOTHING;
        }
        Effect cancel = new Effect.CancelPrediction(prediction.kind(), prediction.id());
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
            Stopping.abandon(draft, bound);
            advance.fail(draft, step, new JobError("deadline-exceeded", "The prediction did not end in its time"));
            advance.advance(draft);
            return Outcome.of(draft);
        }
        if (attempt.predictionId() == null) {
            draft.put(bound);
        }
        Work work = Work.dueAt(Phase.AWAIT, nextLookUp(draft, bound))
                .withPriority(options(draft, step.key().step()).priority());
        draft.put(step.withWork(work));
        advance.log(
                draft, Level.INFO, step, lookedUp ? "No webhook yet; the prediction is running" : "Prediction created");
        return Outcome.of(draft);
    }

    /**
     * The first look-up is after the step's own time; each later one once the attempt is twice as old; one comes as soon
     * as the deadline has passed.
     */
    private Instant nextLookUp(Draft draft, Attempt attempt) {
        StepOptions options = options(draft, attempt.step().step());
        Duration first = options.lookUpAfter();
        Duration age = Duration.between(attempt.createdAt(), context.now());
        Instant next = context.now().plus(age.compareTo(first) > 0 ? age : first);
        Instant last = attempt.createdAt().plus(options.deadline()).plus(DEADLINE_MARGIN);
        return last.isAfter(context.now()) && last.isBefore(next) ? last : next;
    }

    /** Counted from when Replicate made it, since a create may have been put off for long. */
    private boolean isPastDeadline(Draft draft, Attempt attempt, RemotePrediction prediction) {
        Duration deadline = options(draft, attempt.step().step()).deadline();
        Instant begin = prediction.createdAt() == null ? attempt.createdAt() : prediction.createdAt();
        return !context.now().isBefore(begin.plus(deadline).plus(DEADLINE_MARGIN));
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

    private Outcome failed(Draft draft, JobStep step, Attempt bound, RemotePrediction prediction) {
        String text = prediction.error() == null ? "The model gave no reason" : prediction.error();
        draft.put(bound.withStatus(AttemptStatus.ENDED));
        advance.retryOrFail(draft, step, new JobError(TransientErrors.PREDICTION_FAILED, text));
        return Outcome.of(draft);
    }

    private Outcome canceled(Draft draft, JobStep step, Attempt bound) {
        draft.put(bound.withStatus(AttemptStatus.ENDED));
        advance.retryOrFail(
                draft,
                step,
                new JobError(
                        "prediction-canceled",
                        "The prediction was canceled at Replicate: its deadline passed, or somebody canceled it"));
        return Outcome.of(draft);
    }
}
