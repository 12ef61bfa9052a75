package dev.hookline.benchmarks.simulator;

import java.util.Map;
import java.util.Set;

/**
 * What a load is made of.
 *
 * @param predictions how many are measured
 * @param warmup how many are made before
 * @param connections how many create at once
 * @param window how many may be under way, created or about to be, without their webhook
 * @param rate creates a second; 0 for as many as go
 */
record LoadOptions(int predictions, int warmup, int connections, int window, int rate) {

    private static final Set<String> NAMES = Set.of("--predictions", "--warmup", "--connections", "--window", "--rate");

    static LoadOptions of(Map<String, Integer> given) {
        if (!NAMES.containsAll(given.keySet())) {
            throw new IllegalArgumentException("The options are --million, -X..., and with =number " + NAMES);
        }
        return new LoadOptions(
                given.getOrDefault("--predictions", 120_000),
                given.getOrDefault("--warmup", 20_000),
                given.getOrDefault("--connections", 16),
                given.getOrDefault("--window", 64),
                given.getOrDefault("--rate", 0));
    }
}
