/**
 * What is decided: pure functions from a job and an event to changes and effects, without clock, I/O or store.
 *
 * <p>{@link dev.hookline.workflow.internal.transition.Event#on} is the way in. Whatever is random or depends on time
 * comes from the {@link dev.hookline.workflow.internal.transition.Context}, so the same job, event and context give the
 * same outcome.
 */
@NullMarked
package dev.hookline.workflow.internal.transition;

import org.jspecify.annotations.NullMarked;
