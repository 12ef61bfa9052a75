/** Whether what comes next costs the same, however much there is already. */
@NullMarked
package dev.hookline.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
