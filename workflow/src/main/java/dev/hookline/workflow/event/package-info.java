/**
 * What an engine tells of what it does.
 *
 * <pre>{@code
 * Engine.builder().listener(event -> page.refresh(event.root()))
 * }</pre>
 */
@NullMarked
package dev.hookline.workflow.event;

import org.jspecify.annotations.NullMarked;
