/** Pictures that look like something: drawn, lettered, scaled, encoded, without a need for installed fonts. */
@NullMarked
package dev.hookline.simulator.internal.picture;

import org.jspecify.annotations.NullMarked;
