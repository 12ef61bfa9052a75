@NullMarked
package dev.hookline.dashboard;

import org.jspecify.annotations.NullMarked;
