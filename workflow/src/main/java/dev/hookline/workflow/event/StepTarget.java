package dev.hookline.workflow.event;

import dev.hookline.job.JobId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The step that something is done for. Immutable; {@link #toString} does not show the tags.
 *
 * @param root the job at the top of the tree
 * @param job the job that has the step
 * @param workflow the name of that job's workflow
 * @param step the step's name
 * @param attempt which try at the step, from 1
 * @param prediction the prediction of that try, or null when there is none or nobody has told
 * @param tags the tags of the job
 */
public record StepTarget(
        JobId root,
        JobId job,
        String workflow,
        String step,
        int attempt,
        @Nullable String prediction,
        Map<String, String> tags) {
    /** Copies the tags. */
    public StepTarget {
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(job, "job");
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(step, "step");
        tags = Map.copyOf(tags);
    }

    /** The prediction; empty when there is none or nobody has told. */
    public Optional<String> findPrediction() {
        return Optional.ofNullable(prediction);
    }

    @Override
    public String toString() {
        return "StepTarget[" + job + ", " + workflow + "." + step + ", attempt " + attempt + "]";
    }
}
