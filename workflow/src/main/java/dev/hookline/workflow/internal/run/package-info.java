/** What is done: thin machinery that commits what was decided and carries out what follows. */
@NullMarked
package dev.hookline.workflow.internal.run;

import org.jspecify.annotations.NullMarked;
