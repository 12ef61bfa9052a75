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
 * @param priority among what is due, the higher is taken first; 0 for work that is as urgent as any. A few different
 *     values are enough: each costs a look-up in each claim
 */
public record Work(
        Phase phase, @Nullable Instant dueAt, @Nullable String owner, int priority) {

    /** Work that any node may take from the given time on. */
    public static Work dueAt(Phase phase, Instant dueAt) {
        return new Work(phase, dueAt, null, 0);
    }

    /** Work that a node has taken until the given time. */
    public static Work leased(Phase phase, Instant until, String owner) {
        return new Work(phase, until, owner, 0);
    }

    /** Work that moves on by an event from outside only. */
    public static Work waiting(Phase phase) {
        return new Work(phase, null, null, 0);
    }

    /** The same work, due at the given time at the latest. */
    public Work dueBy(Instant latest) {
        return dueAt == null || dueAt.isAfter(latest) ? new Work(phase, latest, owner, priority) : this;
    }

    /** The same work with another priority. */
    public Work withPriority(int replacement) {
        return new Work(phase, dueAt, owner, replacement);
    }

    /** The same work, taken by a node, with its priority. */
    Work takenBy(Lease lease) {
        return new Work(phase, lease.until(), lease.owner(), priority);
    }
}
