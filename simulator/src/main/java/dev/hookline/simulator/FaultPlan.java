package dev.hookline.simulator;

import java.time.Duration;
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

    /**
     * A plan in which everything goes wrong now and then, and all of it can be made good: webhooks come twice, late, in any order
     * or before the answer, and one in thirty not at all; creates are refused, or their answers lost; models fail with an error
     * that is worth another try; downloads fail or break off.
     */
    public static FaultPlan chaos(long seed) {
        return of(
                seed,
                Fault.loseWebhooks().withProbability(0.03),
                Fault.repeatWebhooks(2).withProbability(0.3),
                Fault.shuffleWebhooks(Duration.ofMillis(300)).withProbability(0.5),
                Fault.webhooksBeforeAnswer().withProbability(0.1),
                Fault.loseAnswer().withProbability(0.05),
                Fault.delayAnswer(Duration.ofMillis(200)).withProbability(0.1),
                Fault.tooManyRequests(Duration.ofSeconds(1)).withProbability(0.05),
                Fault.serverError().withProbability(0.03),
                Fault.failModel("Prediction interrupted; please retry (E6716)").withProbability(0.08),
                Fault.failDownload(503).withProbability(0.1),
                Fault.cutDownload().withProbability(0.05));
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
