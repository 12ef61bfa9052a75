/** The dashboard as a process that is killed, and Replicate as another that lives on. */
@NullMarked
package dev.hookline.e2e.kill;

import org.jspecify.annotations.NullMarked;
