package dev.hookline.job;

import java.time.Instant;
import java.util.Objects;

/**
 * Work of a running step, and when it falls due. Immutable.
 *
 * @param step the step
 * @param phase what is to be done
 * @param dueAt when any node should take it up; for work that a node has taken, the end of its lease
 */
public record DueWork(StepKey step, Phase phase, Instant dueAt) {
    /** Checks that all is there. */
    public DueWork {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(dueAt, "dueAt");
    }
}
