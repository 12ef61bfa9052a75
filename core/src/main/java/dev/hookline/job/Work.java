package dev.hookline.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a running step, and when. Immutable.
 *
 * @param phase what is to be done
 * @param dueAt when any node should take it up, or null when only an event from outside can move it on; for work that a
 *     node has taken, the end of its lease
 * @param owner the node that has taken it, or null when no node has
 */
public record Work(
        Phase phase, @Nullable Instant dueAt, @Nullable String owner) {

    /** Work that any node may take from the given time on. */
    public static Work dueAt(Phase phase, Instant dueAt) {
        return new Work(phase, dueAt, null);
    }

    /** Work that a node has taken until the given time. */
    public static Work leased(Phase phase, Instant until, String owner) {
        return new Work(phase, until, owner);
    }

    /** Work that moves on by an event from outside only. */
    public static Work waiting(Phase phase) {
        return new Work(phase, null, null);
    }
}
