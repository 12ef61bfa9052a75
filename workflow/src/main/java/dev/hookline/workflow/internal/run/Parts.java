package dev.hookline.workflow.internal.run;

import dev.hookline.file.FileStore;
import dev.hookline.job.JobStore;
import dev.hookline.job.Lease;
import dev.hookline.workflow.gateway.PredictionGateway;
import dev.hookline.workflow.internal.graph.Definition;
import dev.hookline.workflow.internal.transition.Context;
import dev.hookline.workflow.internal.transition.Context.Rules;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What an engine is made of. */
public record Parts(
        JobStore store,
        FileStore files,
        PredictionGateway gateway,
        Map<String, Definition<?, ?>> workflows,
        InstantSource clock,
        RandomGenerator random,
        String node,
        Rules rules) {

    /** Copies the workflows. */
    public Parts {
        workflows = Map.copyOf(workflows);
    }

    /** What a decision depends on now, on a node that takes so much more work. */
    Context context(int room) {
        return new Context(clock.instant(), node, room, rules, random);
    }

    Lease lease() {
        return new Lease(node, clock.instant().plus(rules.lease()));
    }
}
