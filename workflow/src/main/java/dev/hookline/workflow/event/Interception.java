package dev.hookline.workflow.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link EngineInterceptor} does around one activity. {@link #enter} is called at least once, {@link #tags} within
 * the first time, and {@link #end} once at last. Calls never overlap, but come from the threads that the activity is
 * done on, one after the other.
 */
public interface Interception {
    /**
     * What is added to the tags of the jobs that are started, to be found in {@link StepTarget#tags} by whatever is done
     * for them and for jobs below them, on any node and after a restart. Not asked of other activities. When the caller has
     * set one of these tags for a job, none is added to it.
     */
    Map<String, String> tags();

    /** A thread begins to do what there is to do; it closes the scope itself when it does nothing more. */
    Scope enter();

    /**
     * It has ended: when a create was answered and the answer was stored, say, and not when it was sent.
     *
     * @param failure why it came to nothing, or null: {@link StepFailedException} when the step has failed, which may be
     *     tried again; anything else is thrown to the caller, or lets the work fall due again
     */
    void end(@Nullable Throwable failure);

    /** That one thread is at it. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {
        /** The thread does nothing more for it. */
        @Override
        void close();
    }
}
