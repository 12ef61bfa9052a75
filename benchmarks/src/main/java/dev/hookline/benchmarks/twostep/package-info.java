/** Jobs of two steps, each of which somebody outside works on and answers later: Hookline beside its peers. */
@NullMarked
package dev.hookline.benchmarks.twostep;

import org.jspecify.annotations.NullMarked;
