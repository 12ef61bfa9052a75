/** Engines as the measurements need them: with a fake in the same process, or with HTTP both ways. */
@NullMarked
package dev.hookline.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
