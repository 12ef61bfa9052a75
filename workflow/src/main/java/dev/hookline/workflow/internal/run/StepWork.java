package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.Phase;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.transition.Arguments;
import dev.hookline.workflow.internal.transition.Event;
import java.util.Optional;

/** What is known of a step whose work is to be done. */
record StepWork(JobSnapshot snapshot, JobStep step, Phase phase) {
    Event.Done done() {
        return new Event.Done(step.key(), step.tries(), phase);
    }

    Optional<Attempt> attempt() {
        return snapshot.findAttempt(step);
    }

    Object[] arguments(Definition<?, ?> definition, Node node) {
        return Arguments.read(this::findResult, definition, node);
    }

    private Optional<String> findResult(String name) {
        return name.equals(Node.INPUT)
                ? Optional.of(snapshot.job().input())
                : snapshot.findStep(name).map(JobStep::result);
    }
}
