/** A panel on which people have the simulator make trouble, to see what becomes of their jobs. */
@NullMarked
package dev.hookline.dashboard.simulator;

import org.jspecify.annotations.NullMarked;
