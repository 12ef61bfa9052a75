package dev.hookline.workflow.internal.transition;

import dev.hookline.HooklineException;
import dev.hookline.job.Job;
import dev.hookline.job.JobError;
import dev.hookline.job.JobSnapshot;
import dev.hookline.job.JobStep;
import dev.hookline.job.Phase;
import dev.hookline.job.StepStatus;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JavaType;

/**
 * Whether a job that began under another definition of its workflow can go on under this one: what has a result has to
 * be read as the type that it has now, and what runs has to be there and of the same kind.
 */
final class Fit {
    private Fit() {}

    /** Why the job cannot go on; empty when it can, as it always does while the definition is the same. */
    static Optional<JobError> findMisfit(Definition<?, ?> definition, JobSnapshot snapshot) {
        Job job = snapshot.job();
        if (job.workflow().fingerprint().equals(definition.fingerprint())
                || job.status().isEnd()) {
            return Optional.empty();
        }
        Stream<Optional<String>> misfits = Stream.concat(
                Stream.of(misfit("its input", job.input(), definition.inputType())),
                snapshot.steps().stream().map(step -> misfit(definition, step)));
        return misfits.flatMap(Optional::stream)
                .findFirst()
                .map(why -> new JobError("definition-changed", "The workflow was changed while the job ran: " + why));
    }

    private static Optional<String> misfit(Definition<?, ?> definition, JobStep step) {
        Node node = definition.findNode(step.key().step()).orElse(null);
        String name = "step '" + step.key().step() + "'";
        if (!step.status().isEnd()) {
            boolean fits = node != null && runsIn(node, step);
            return fits ? Optional.empty() : Optional.of("it has no " + name + " any more, or one of another kind");
        }
        return node == null || step.status() != StepStatus.SUCCEEDED || step.result() == null
                ? Optional.empty()
                : misfit("the result of " + name, step.result(), node.type());
    }

    private static Optional<String> misfit(String what, String json, JavaType type) {
        try {
            Codec.read(json, type);
            return Optional.empty();
        } catch (HooklineException e) {
            return Optional.of(what + " is no " + type.toCanonical() + " any more");
        }
    }

    private static boolean runsIn(Node node, JobStep step) {
        Phase phase = step.findWork().orElseThrow().phase();
        return switch (node.kind()) {
            case PREDICT, TRAIN -> phase == Phase.SUBMIT || phase == Phase.AWAIT || phase == Phase.COLLECT;
            case LOCAL -> phase == Phase.RUN;
            case FOR_EACH, BRANCH, RUN -> phase.isForChildren();
            case APPROVAL -> phase == Phase.APPROVAL;
        };
    }
}
