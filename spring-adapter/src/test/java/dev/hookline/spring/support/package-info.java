/** What the starter's tests have in common. */
@NullMarked
package dev.hookline.spring.support;

import org.jspecify.annotations.NullMarked;
