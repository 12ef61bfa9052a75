/** What it costs to read a prediction, beside plain Jackson. */
@NullMarked
package dev.hookline.benchmarks.parse;

import org.jspecify.annotations.NullMarked;
