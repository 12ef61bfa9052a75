/** How many predictions a second the simulator takes, with their webhooks, and what it keeps of a million. */
@NullMarked
package dev.hookline.benchmarks.simulator;

import org.jspecify.annotations.NullMarked;
