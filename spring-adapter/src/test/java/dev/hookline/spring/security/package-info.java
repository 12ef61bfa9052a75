/** The webhook path in applications with Spring Security. */
@NullMarked
package dev.hookline.spring.security;

import org.jspecify.annotations.NullMarked;
