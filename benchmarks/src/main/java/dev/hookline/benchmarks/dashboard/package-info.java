/** The example dashboard as its users have it: how soon its first page is there, and how soon each page is under load. */
@NullMarked
package dev.hookline.benchmarks.dashboard;

import org.jspecify.annotations.NullMarked;
