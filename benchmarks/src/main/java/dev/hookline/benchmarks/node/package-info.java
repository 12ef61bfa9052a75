/** What a node costs while it waits, and how it is replaced when it dies. */
@NullMarked
package dev.hookline.benchmarks.node;

import org.jspecify.annotations.NullMarked;
