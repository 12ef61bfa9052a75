/** The example dashboard: the flows of a picture product in a browser, built from Hookline's published API alone. */
@NullMarked
package dev.hookline.dashboard;

import org.jspecify.annotations.NullMarked;
