/** Measurements that the module's README explains. Not published. */
@NullMarked
package dev.hookline.benchmarks;

import org.jspecify.annotations.NullMarked;
