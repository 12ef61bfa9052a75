/** What Micrometer observes of Hookline: {@link dev.hookline.spring.observation.HooklineObservations}. */
@NullMarked
package dev.hookline.spring.observation;

import org.jspecify.annotations.NullMarked;
