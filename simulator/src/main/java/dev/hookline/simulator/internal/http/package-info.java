/** The small HTTP server below the simulator: requests in, answers out, on loopback only. */
@NullMarked
package dev.hookline.simulator.internal.http;

import org.jspecify.annotations.NullMarked;
