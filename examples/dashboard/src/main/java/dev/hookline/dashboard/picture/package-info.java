/** Pictures: their sizes, scaling and cropping, and how they are served. */
@NullMarked
package dev.hookline.dashboard.picture;

import org.jspecify.annotations.NullMarked;
