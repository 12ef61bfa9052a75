/** Hookline without any framework. */
@NullMarked
package dev.hookline.examples;

import org.jspecify.annotations.NullMarked;
