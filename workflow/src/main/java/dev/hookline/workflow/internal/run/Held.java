package dev.hookline.workflow.internal.run;

import dev.hookline.job.Phase;
import dev.hookline.job.StepKey;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The work that this node is doing at the moment. Thread-safe. */
public final class Held {
    private final int limit;
    private final Set<Item> items = ConcurrentHashMap.newKeySet();

    /** Nothing yet. */
    public Held(int limit) {
        this.limit = limit;
    }

    private record Item(StepKey step, Phase phase) {}

    /** Takes note of work that begins; false when it is being done already. */
    boolean begin(StepKey step, Phase phase) {
        return items.add(new Item(step, phase));
    }

    void end(StepKey step, Phase phase) {
        items.remove(new Item(step, phase));
    }

    /** How much more this node takes; what its own commits lead to may exceed it for a moment. */
    int room() {
        return Math.max(0, limit - items.size());
    }

    List<StepKey> steps() {
        return items.stream().map(Item::step).distinct().toList();
    }
}
