/** Ways to put load on something and to count what comes of it. */
@NullMarked
package dev.hookline.benchmarks.load;

import org.jspecify.annotations.NullMarked;
