/** Pictures to try the flows with, which the project has drawn itself. */
@NullMarked
package dev.hookline.dashboard.sample;

import org.jspecify.annotations.NullMarked;
