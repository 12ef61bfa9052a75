/** The PostgreSQL that all figures are taken on. */
@NullMarked
package dev.hookline.benchmarks.postgres;

import org.jspecify.annotations.NullMarked;
