/** What Micrometer measures of Hookline: {@link dev.hookline.spring.metrics.HooklineMetrics}. */
@NullMarked
package dev.hookline.spring.metrics;

import org.jspecify.annotations.NullMarked;
