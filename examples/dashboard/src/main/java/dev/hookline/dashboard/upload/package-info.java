/** Photos that people upload: found to be pictures by their content, and stored. */
@NullMarked
package dev.hookline.dashboard.upload;

import org.jspecify.annotations.NullMarked;
