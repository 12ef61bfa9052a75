/**
 * A local Replicate. {@link dev.hookline.simulator.ReplicateSimulator} serves Replicate's HTTP API on loopback, runs
 * models that draw real pictures, sends signed webhooks, and fails on command:
 *
 * <pre>{@code
 * try (ReplicateSimulator replicate = ReplicateSimulator.start()) {
 *     replicate.inject(Fault.repeatWebhooks(2));
 *     runMyCodeAgainst(replicate.url(), replicate.token(), replicate.secret());
 *     assertEquals(1, replicate.received().predictionsMade());
 * }
 * }</pre>
 */
@NullMarked
package dev.hookline.simulator;

import org.jspecify.annotations.NullMarked;
