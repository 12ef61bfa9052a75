/** The peers, set up as their own papers recommend it for speed. */
@NullMarked
package dev.hookline.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
