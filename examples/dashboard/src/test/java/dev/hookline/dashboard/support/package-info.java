@NullMarked
package dev.hookline.dashboard.support;

import org.jspecify.annotations.NullMarked;
