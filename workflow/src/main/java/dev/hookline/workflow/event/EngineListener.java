package dev.hookline.workflow.event;

/**
 * Hears of every commit that this engine makes, after it has happened: one call at a time, and of the commits of a job in
 * their order. Commits of other nodes are not heard of, and the news of one is lost when the process dies right after
 * it; the store has the truth. It is called on whichever thread has just committed, perhaps another's commit, so it has to
 * be quick; an exception is logged and changes nothing.
 */
@FunctionalInterface
public interface EngineListener {
    /** A commit has happened. What the listener starts itself is heard of after this has returned. */
    void onCommit(JobEvent event);
}
