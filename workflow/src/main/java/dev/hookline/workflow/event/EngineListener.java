package dev.hookline.workflow.event;

/**
 * Hears of every commit that this engine makes, after it has happened. Commits of other nodes are not heard of, and the
 * news of one is lost when the process dies right after it; the store has the truth. It is called on the thread that
 * committed, so it has to be quick; an exception is logged and changes nothing.
 */
@FunctionalInterface
public interface EngineListener {
    /** A commit has happened. Of two commits of one job on two threads, the later may be heard of first. */
    void onCommit(JobEvent event);
}
