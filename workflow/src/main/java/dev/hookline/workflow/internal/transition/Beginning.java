package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Attempt;
import dev.hookline.job.AttemptStatus;
import dev.hookline.job.CallbackToken;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobLabels;
import dev.hookline.job.JobParent;
import dev.hookline.job.JobState;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import dev.hookline.job.StepStatus;
import dev.hookline.job.Work;
import dev.hookline.workflow.TransientErrors;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** How a step begins: with an attempt, with work, with children, or with waiting for somebody. */
final class Beginning {
    private final Context context;
    private final Advance advance;

    Beginning(Context context, Advance advance) {
        this.context = context;
        this.advance = advance;
    }

    void begin(Draft draft, Node node) {
        StepKey key = draft.key(node);
        switch (node.kind()) {
            case PREDICT, TRAIN -> beginAttempt(draft, node);
            case LOCAL -> advance.perform(draft, JobStep.begun(key, advance.work(Phase.RUN, node), 0));
            case FOR_EACH, BRANCH, RUN -> beginChildren(draft, node);
            case APPROVAL -> beginWaiting(draft, JobStep.begun(key, patience(node), 0));
        }
    }

    /** Until when somebody may say how it goes on. */
    Work patience(Node node) {
        return Work.dueAt(Phase.APPROVAL, context.now().plus(node.patience()))
                .withPriority(node.options().priority());
    }

    void beginWaiting(Draft draft, JobStep step) {
        draft.put(step);
        advance.log(draft, Level.INFO, step, "Step waits for an approval");
    }

    private void beginAttempt(Draft draft, Node node) {
        CallbackToken token = context.newToken();
        Work work = advance.work(Phase.SUBMIT, node);
        JobStep step = new JobStep(draft.key(node), StepStatus.RUNNING, 1, token, work, 0, null, null);
        draft.put(new Attempt(token, step.key(), step.tries(), AttemptStatus.OPEN, null, context.now()));
        advance.perform(draft, step);
    }

    private void beginChildren(Draft draft, Node node) {
        StepKey key = draft.key(node);
        Work work = Work.waiting(node.needsAll() ? Phase.JOIN_ALL : Phase.JOIN)
                .withPriority(node.options().priority());
        List<Job> children = new ArrayList<>();
        try {
            for (Node.ChildStart start : node.children(Arguments.read(draft::findResult, draft.definition(), node))) {
                children.add(beginChild(draft, new JobParent(draft.job().root(), key, children.size()), start));
            }
        } catch (RuntimeException | Error e) { // a function of the definition's author, who may throw anything
            draft.dropChildren(key);
            JobError error = new JobError(TransientErrors.STEP_FAILED, Advance.message(e));
            advance.fail(draft, JobStep.begun(key, work, 0), error);
            return;
        }
        int open =
                (int) children.stream().filter(child -> !child.status().isEnd()).count();
        JobStep step = JobStep.begun(key, work, open);
        draft.put(step);
        advance.log(draft, Level.INFO, step, "Step begun, with " + children.size() + " jobs of its own");
        if (open == 0) {
            new Joining(advance).join(draft, step, children);
        }
    }

    private Job beginChild(Draft draft, JobParent parent, Node.ChildStart start) {
        Definition<?, ?> definition = start.workflow();
        JobLabels above = draft.job().labels();
        JobLabels labels = new JobLabels(above.owner(), null, above.tags(), above.deadlineAt());
        JobState state = JobState.processing(context.now());
        String input = Codec.write(start.input());
        Draft child = Draft.create(
                definition,
                new Job(context.newJobId(), definition.ref(), parent, labels, input, state, context.now(), 1));
        advance.advance(child);
        draft.add(child);
        return child.after();
    }
}
