/** The Java that docs/spring-boot.md shows, as classes that compile. */
@NullMarked
package dev.hookline.spring.docs;

import org.jspecify.annotations.NullMarked;
