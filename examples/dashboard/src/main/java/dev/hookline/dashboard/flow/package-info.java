/** The workflows: what is asked of which model, and how a picture is finished. */
@NullMarked
package dev.hookline.dashboard.flow;

import org.jspecify.annotations.NullMarked;
