/** What users see: the published API alone, real HTTP, several nodes, faults. */
@NullMarked
package dev.hookline.e2e;

import org.jspecify.annotations.NullMarked;
