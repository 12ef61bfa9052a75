package dev.hookline.workflow.event;

/**
 * Stands around what this engine does: the starts of jobs, each piece of work for a step, and each webhook. Made for traces
 * and for what is bound to a thread; whoever wants to hear of commits takes an {@link EngineListener}. Called by many
 * threads at once, on the way of the work, so it has to be quick. An exception is logged, and what is done goes on
 * without the interceptor; a job cannot be stopped here.
 *
 * <p>An SPI: implemented by users, called by the engine.
 */
@FunctionalInterface
public interface EngineInterceptor {
    /** Something begins; called on the thread that begins it. */
    Interception begin(EngineActivity activity);
}
