/** The least that Spring Boot starts, to hold the dashboard's start against. */
@NullMarked
package dev.hookline.benchmarks.helloworld;

import org.jspecify.annotations.NullMarked;
