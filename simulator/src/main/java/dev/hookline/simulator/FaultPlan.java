package dev.hookline.simulator;

import java.util.List;
import java.util.stream.Stream;

/**
 * Faults and the seed that decides where chance does.
 *
 * @param seed the same seed gives the same choices, for predictions that are made in the same order
 * @param faults what goes wrong
 */
public record FaultPlan(long seed, List<Fault> faults) {

    /** Copies the list. */
    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** A plan in which nothing goes wrong. */
    public static FaultPlan none() {
        return new FaultPlan(0, List.of());
    }

    /** A plan of these faults. */
    public static FaultPlan of(long seed, Fault... faults) {
        return new FaultPlan(seed, List.of(faults));
    }

    /** The plan with one more fault. */
    public FaultPlan with(Fault fault) {
        return new FaultPlan(
                seed, Stream.concat(faults.stream(), Stream.of(fault)).toList());
    }
}
