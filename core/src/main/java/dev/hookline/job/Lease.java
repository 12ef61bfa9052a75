package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;

/**
 * A node's right to be the only one that works on what it took, until a time. Immutable.
 *
 * @param owner the node, a name that no other process has
 * @param until the time; from then on any node may take the work
 */
public record Lease(String owner, Instant until) {
    /** Checks that both are there. */
    public Lease {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(until, "until");
    }
}
