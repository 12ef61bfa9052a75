package dev.hookline.dashboard.simulator;

import java.util.List;
import java.util.Set;

/**
 * What the panel shows. Immutable.
 *
 * @param troubles all that can be made
 * @param lasting those that go on until all is made normal again
 */
public record Panel(List<Trouble> troubles, Set<Trouble> lasting) {
    /** Copies both. */
    public Panel {
        troubles = List.copyOf(troubles);
        lasting = Set.copyOf(lasting);
    }
}
