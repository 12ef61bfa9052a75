/** What comes out of measurements, and how it is printed. */
@NullMarked
package dev.hookline.benchmarks.report;

import org.jspecify.annotations.NullMarked;
