/** News of jobs, pushed to browsers as server-sent events. */
@NullMarked
package dev.hookline.dashboard.live;

import org.jspecify.annotations.NullMarked;
