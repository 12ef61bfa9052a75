package dev.hookline.job;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step whose work a node has taken because it was due. Immutable.
 *
 * @param step the step
 * @param phase what is to be done
 * @param previousOwner the node whose lease ran out, or null when nobody had taken the work
 */
public record Claim(StepKey step, Phase phase, @Nullable String previousOwner) {
    /** Checks that step and phase are there. */
    public Claim {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(phase, "phase");
    }
}
