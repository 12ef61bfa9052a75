package dev.hookline.simulator.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a field of a JUnit test class a running {@link dev.hookline.simulator.ReplicateSimulator}, and closes it when it is no
 * longer needed.
 *
 * <ul>
 *   <li>An instance field has a simulator of its own for each test.
 *   <li>A static field has one for all tests of the class; its faults are cleared before each test.
 *   <li>A field that the test has set itself, to a simulator with models or options of its own, keeps it.
 * </ul>
 *
 * <p>A test class in a named module opens its package to {@code dev.hookline.simulator}.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(SimulatedExtension.class)
@SuppressWarnings("exports") // The extension stays hidden: JUnit alone makes one.
public @interface Simulated {}
