/** The webhook endpoint on Spring's servlet stack. */
@NullMarked
package dev.hookline.spring.web;

import org.jspecify.annotations.NullMarked;
