package dev.hookline.dashboard.flow;

import dev.hookline.dashboard.picture.Picture;
import dev.hookline.job.Job;
import dev.hookline.job.StepKey;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A flow whose pictures are jobs of their own. Immutable.
 *
 * @param workflow what is started
 * @param items the step whose child jobs are the pictures
 * @param item what is run for each picture
 * @param merged takes the one picture that all were merged into out of the output, when the flow makes one
 * @param <I> the type of the input
 * @param <O> the type of the output
 */
public record PictureFlow<I extends FlowInput, O>(
        Workflow<I, O> workflow, String items, Workflow<?, Picture> item, Function<O, Optional<Picture>> merged) {

    /** Checks that all parts are there. */
    public PictureFlow {
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(items, "items");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(merged, "merged");
    }

    /** A flow that ends with its pictures. */
    static <I extends FlowInput, O> PictureFlow<I, O> of(
            Workflow<I, O> workflow, String items, Workflow<?, Picture> item) {
        return new PictureFlow<>(workflow, items, item, output -> Optional.empty());
    }

    /** The name of the flow, by which the API, the texts of pages and the store know it. */
    public String name() {
        return workflow.name();
    }

    /** The step of a job of this flow whose child jobs are its pictures. */
    public StepKey step(Job job) {
        return new StepKey(job.id(), items);
    }

    /** What a job of this flow was started with. */
    public FlowInput input(Engine engine, Job job) {
        return engine.input(workflow, job);
    }

    /** The picture that a child job has made; empty as long as it has not. */
    public Optional<Picture> picture(Engine engine, Job child) {
        return engine.output(item, child);
    }

    /** The picture that a job has merged all of its pictures into; empty as long as it has not, or when it merges none. */
    public Optional<Picture> mergedPicture(Engine engine, Job job) {
        return engine.output(workflow, job).flatMap(merged);
    }
}
