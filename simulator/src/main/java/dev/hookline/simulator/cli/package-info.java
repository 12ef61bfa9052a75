/** The runnable jar's entry, {@code SimulatorMain}. */
@NullMarked
package dev.hookline.simulator.cli;

import org.jspecify.annotations.NullMarked;
