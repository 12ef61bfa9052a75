package dev.hookline.workflow.engine;

import java.util.Random;

/**
 * How often what goes wrong in a simulated world, each from 0 to 1.
 *
 * @param crash a node dies before or after a commit
 * @param storeFailure a commit fails, before or after it has happened
 * @param lostWebhook one delivery of a webhook is lost
 * @param repeatedWebhook a webhook is delivered once more
 * @param lostAnswer the answer of a create is lost
 * @param refusal a create is refused for now
 * @param transientError a prediction fails for a reason that passes
 * @param brokenDownload a download breaks off
 * @param slowPrediction a prediction takes longer than its webhook is waited for
 * @param pause a node stands still for longer than its leases
 */
record SimulatedFaults(
        double crash,
        double storeFailure,
        double lostWebhook,
        double repeatedWebhook,
        double lostAnswer,
        double refusal,
        double transientError,
        double brokenDownload,
        double slowPrediction,
        double pause) {

    /** Only what changes nothing: repeated webhooks, in any order. */
    static final SimulatedFaults DISORDER = new SimulatedFaults(0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0);

    /** Each fault is absent in half of the worlds, so that each is also met alone. */
    static SimulatedFaults drawn(Random random) {
        return new SimulatedFaults(
                some(random, 0.02),
                some(random, 0.05),
                some(random, 0.4),
                some(random, 0.5),
                some(random, 0.2),
                some(random, 0.2),
                some(random, 0.2),
                some(random, 0.3),
                some(random, 0.4),
                some(random, 0.02));
    }

    private static double some(Random random, double most) {
        return random.nextBoolean() ? 0 : random.nextDouble() * most;
    }
}
