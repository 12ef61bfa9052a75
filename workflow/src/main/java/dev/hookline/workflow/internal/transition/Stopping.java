package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.JobError;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.workflow.gateway.RemotePrediction.Kind;
import dev.hookline.workflow.internal.graph.Node;

/**
 * How a job ends before its steps have. Its attempts are given up and their predictions canceled. A step with children
 * goes on in {@link Phase#STOP} until they have ended too: that is work like any other, so a crash in between leaves
 * nothing running.
 */
final class Stopping {
    private final Context context;
    private final Advance advance;

    Stopping(Context context, Advance advance) {
        this.context = context;
        this.advance = advance;
    }

    /** Ends the job. */
    Outcome stop(Draft draft, JobStatus status, JobError error) {
        if (draft.job().status().isEnd()) {
            return Outcome.NOTHING;
        }
        draft.change(new JobState(status, null, error, context.now()));
        for (JobStep step : draft.steps()) {
            if (!step.status().isEnd()) {
                stop(draft, step);
            }
        }
        advance.log(draft, status == JobStatus.CANCELED ? Level.INFO : Level.ERROR, null, error.message());
        return Outcome.of(draft);
    }

    private void stop(Draft draft, JobStep step) {
        boolean hasChildren =
                step.findWork().filter(work -> work.phase().isForChildren()).isPresent();
        if (hasChildren) {
            advance.perform(draft, step.withWork(advance.work(Phase.STOP, null)));
            return;
        }
        draft.put(step.ended(StepStatus.CANCELED, null, null));
        draft.findAttempt(step).ifPresent(attempt -> abandon(draft, attempt));
    }

    /** Nobody waits for an attempt any more: its prediction is canceled if it is known, and when it shows up otherwise. */
    static void abandon(Draft draft, Attempt attempt) {
        draft.put(attempt.withStatus(AttemptStatus.ABANDONED));
        attempt.findPredictionId()
                .ifPresent(id -> draft.add(
                        new Effect.CancelPrediction(kind(draft, attempt.step().step()), id)));
    }

    private static Kind kind(Draft draft, String step) {
        return draft.definition().findNode(step).map(Node::remoteKind).orElse(Kind.PREDICTION);
    }
}
