package dev.hookline.workflow.internal.run;

import dev.hookline.job.Attempt;
import dev.hookline.job.Job;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.Phase;
import dev.hookline.workflow.event.EngineActivity;
import dev.hookline.workflow.event.StepTarget;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.transition.Arguments;
import dev.hookline.workflow.internal.transition.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a step whose work is to be done, and who stands around that. */
record StepWork(JobSnapshot snapshot, JobStep step, Phase phase, Around around) {
    StepWork within(Around replacement) {
        return new StepWork(snapshot, step, phase, replacement);
    }

    Event.Done done() {
        return new Event.Done(step.key(), step.tries(), phase);
    }

    Optional<Attempt> attempt() {
        return snapshot.findAttempt(step);
    }

    Object[] arguments(Definition<?, ?> definition, Node node) {
        return Arguments.read(this::findResult, definition, node);
    }

    EngineActivity activity() {
        String prediction = attempt().flatMap(Attempt::findPredictionId).orElse(null);
        return new EngineActivity.Work(target(snapshot.job(), step.key().step(), step.tries(), prediction), phase);
    }

    static StepTarget target(Job job, String step, int attempt, @Nullable String prediction) {
        return new StepTarget(
                job.root(),
                job.id(),
                job.workflow().name(),
                step,
                attempt,
                prediction,
                job.labels().tags());
    }

    private Optional<String> findResult(String name) {
        return name.equals(Node.INPUT)
                ? Optional.of(snapshot.job().input())
                : snapshot.findStep(name).map(JobStep::result);
    }
}
