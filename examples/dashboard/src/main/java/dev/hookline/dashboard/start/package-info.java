/** What happens before the application starts: the data folder, and a Replicate of its own when there is no token. */
@NullMarked
package dev.hookline.dashboard.start;

import org.jspecify.annotations.NullMarked;
