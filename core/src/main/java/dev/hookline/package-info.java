/** The common root of Hookline's errors, {@link dev.hookline.HooklineException}. */
@NullMarked
package dev.hookline;

import org.jspecify.annotations.NullMarked;
