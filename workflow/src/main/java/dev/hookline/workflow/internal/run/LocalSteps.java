package dev.hookline.workflow.internal.run;

import dev.hookline.HooklineException;
import dev.hookline.job.JobError;
import dev.hookline.workflow.internal.graph.Codec;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.graph.Node;
import dev.hookline.workflow.internal.run.Performer.StepWork;
import dev.hookline.workflow.internal.transition.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the plain Java of a step. */
final class LocalSteps {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSteps.class);

    private LocalSteps() {}

    static Event compute(StepWork work, Definition<?, ?> definition, Node node) {
        try {
            Object result = node.compute(work.arguments(definition, node));
            if (result == null) {
                throw new HooklineException("The step's function has given null");
            }
            return new Event.StepSucceeded(work.done(), Codec.write(result));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the engine closes; the step runs again", e);
        } catch (Exception | Error e) { // the author's code may throw anything, and the step fails with it
            return failure(work, e);
        }
    }

    static Event failure(StepWork work, Throwable e) {
        LOG.atWarn()
                .setCause(e)
                .addKeyValue("job", work.step().key().job())
                .addKeyValue("step", work.step().key().step())
                .log("A function of the workflow has thrown; its step fails");
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Event.StepFailed(work.done(), new JobError("step-failed", message));
    }
}
