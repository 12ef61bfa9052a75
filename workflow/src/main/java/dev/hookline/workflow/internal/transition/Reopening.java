package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.workflow.internal.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * How a job that has ended goes on from what failed. Steps that succeeded stay as they are.
 *
 * <p>A tree of jobs is opened again from the top, in one commit for each job. A step whose children are opened again is
 * leased, so that it falls due even when the node dies before it has opened them all: the step then ends with the
 * children as they are. Its count of open children only makes it quick; whether all have ended is looked at anew.
 */
final class Reopening {
    private final Context context;
    private final Advance advance;

    Reopening(Context context, Advance advance) {
        this.context = context;
        this.advance = advance;
    }

    /** A child is about to be opened again: its job runs again, and waits for it. */
    Outcome childReopened(Draft draft, String stepName) {
        JobStep step = draft.findStep(stepName).orElse(null);
        boolean isOver = step != null && step.status().isEnd() && step.status() != StepStatus.SUCCEEDED;
        Node node = draft.definition().findNode(stepName).orElse(null);
        if (step == null || node == null || !isOver) {
            return Outcome.NOTHING;
        }
        draft.put(waiting(step, node, 0));
        draft.change(JobState.processing(context.now()));
        return Outcome.of(draft);
    }

    /** A job is opened again itself, unless it is not yet done with ending. */
    Outcome retried(Draft draft, Event.Retried event) {
        boolean succeeded = draft.findResult(draft.definition().output()).isPresent();
        if (!draft.job().status().isEnd() || succeeded || draft.isRunning()) {
            return Outcome.NOTHING;
        }
        draft.change(JobState.processing(context.now()));
        advance.log(draft, Level.INFO, null, "Job tried again");
        for (JobStep step : draft.steps()) {
            if (step.status() != StepStatus.SUCCEEDED) {
                reopen(draft, step, event);
            }
        }
        if (!event.isCounted()) {
            draft.countAgain();
        }
        advance.advance(draft);
        return Outcome.of(draft);
    }

    private void reopen(Draft draft, JobStep step, Event.Retried event) {
        String name = step.key().step();
        Node node = draft.definition().findNode(name).orElse(null);
        if (node == null) {
            return; // the definition has changed, and the job ends as it did
        }
        switch (node.kind()) {
            case PREDICT, TRAIN -> {
                CallbackToken token = context.newToken();
                JobStep again = running(step, token, nextTries(step, node), advance.work(Phase.SUBMIT, node));
                draft.put(new Attempt(token, again.key(), again.tries(), AttemptStatus.OPEN, null, context.now()));
                advance.perform(draft, again);
            }
            case LOCAL ->
                advance.perform(draft, running(step, null, nextTries(step, node), advance.work(Phase.RUN, node)));
            case FOR_EACH, BRANCH, RUN ->
                draft.put(waiting(step, node, event.reopenedChildren().getOrDefault(name, 0)));
            case APPROVAL -> {
                Beginning beginning = new Beginning(context, advance);
                beginning.beginWaiting(draft, running(step, null, nextTries(step, node), beginning.patience(node)));
            }
        }
    }

    private JobStep waiting(JobStep step, Node node, int openChildren) {
        Phase phase = node.needsAll() ? Phase.JOIN_ALL : Phase.JOIN;
        Work work = Work.leased(phase, context.now().plus(context.rules().lease()), context.node());
        return new JobStep(
                step.key(), StepStatus.RUNNING, step.tries() + 1, null, work, openChildren, null, step.error());
    }

    private static JobStep running(JobStep step, @Nullable CallbackToken token, int tries, Work work) {
        return new JobStep(step.key(), StepStatus.RUNNING, tries, token, work, 0, null, step.error());
    }

    /** The first try of the next round: a step may be tried as often as its options say in each. */
    private static int nextTries(JobStep step, Node node) {
        int perRound = node.options().maxTries();
        return (step.tries() + perRound - 1) / perRound * perRound + 1;
    }
}
