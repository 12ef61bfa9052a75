package dev.hookline.workflow.internal.transition;

import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobStatus;
import dev.hookline.job.JobStep;
import dev.hookline.job.LogEntry.Level;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.workflow.internal.graph.Node;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What the ends of its children come to for a step. */
final class Joining {
    private final Advance advance;

    Joining(Advance advance) {
        this.advance = advance;
    }

    /** The children were read: the step ends when all have ended, and stops the others when it needs all of them. */
    Outcome read(Draft draft, Event.ChildrenRead event) {
        if (draft.job().version() != event.version()) {
            return Outcome.STALE;
        }
        JobStep step = draft.findStep(event.step().step())
                .filter(found -> found.findWork()
                        .filter(work -> work.phase().isForChildren())
                        .isPresent())
                .orElse(null);
        if (step == null) {
            return Outcome.NOTHING;
        }
        List<Job> children = event.children();
        if (children.stream().allMatch(child -> child.status().isEnd())) {
            end(draft, step, children);
            return Outcome.of(draft);
        }
        boolean isHopeless =
                children.stream().anyMatch(child -> child.status().isEnd() && child.status() != JobStatus.SUCCEEDED);
        if (!step.isIn(Phase.JOIN_ALL) || !isHopeless) {
            return Outcome.NOTHING;
        }
        advance.log(draft, Level.WARN, step, "An item has failed: the others are stopped");
        advance.perform(draft, step.withWork(advance.work(Phase.STOP, null)));
        return Outcome.of(draft);
    }

    private void end(Draft draft, JobStep step, List<Job> children) {
        if (draft.job().status().isEnd()) {
            draft.put(step.ended(StepStatus.CANCELED, null, null));
            return;
        }
        join(draft, step, children);
        advance.advance(draft);
    }

    /** Ends a step whose children have all ended. */
    void join(Draft draft, JobStep step, List<Job> children) {
        Node node = draft.definition().findNode(step.key().step()).orElse(null);
        boolean isFanOut = node == null || node.isFanOut();
        long succeeded = count(children, JobStatus.SUCCEEDED);
        if (succeeded == children.size()) {
            advance.succeed(draft, step, joined(children, isFanOut));
            return;
        }
        JobError first = firstError(children);
        boolean needsAll = node != null && node.needsAll();
        if (needsAll || succeeded + count(children, JobStatus.PARTIAL) == 0) {
            advance.fail(draft, step, first);
            return;
        }
        String message = isFanOut
                ? (children.size() - succeeded) + " of " + children.size() + " failed: " + first.message()
                : first.message();
        JobStep ended = step.ended(StepStatus.PARTIAL, null, new JobError(first.code(), message));
        draft.put(ended);
        advance.log(draft, Level.WARN, ended, message);
    }

    /** That of a child that failed by itself, rather than of one that was stopped. */
    private static JobError firstError(List<Job> children) {
        return children.stream()
                .filter(child -> child.status() != JobStatus.SUCCEEDED)
                .sorted(Comparator.comparing(child -> child.status() == JobStatus.CANCELED))
                .map(child -> child.state().error())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(new JobError("item-failed", "An item has failed"));
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
}
