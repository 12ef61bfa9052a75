/**
 * A simulator for JUnit tests, by one annotation on a field, {@link dev.hookline.simulator.junit.Simulated}:
 *
 * <pre>{@code
 * class MyTest {
 *     @Simulated ReplicateSimulator replicate;
 *
 *     @Test
 *     void aRepeatedWebhookChangesNothing() { replicate.inject(Fault.repeatWebhooks(2)); ... }
 * }
 * }</pre>
 */
@NullMarked
package dev.hookline.simulator.junit;

import org.jspecify.annotations.NullMarked;
