/** What a definition is once it is built: nodes, their bodies and types. */
@NullMarked
package dev.hookline.workflow.internal.graph;

import org.jspecify.annotations.NullMarked;
