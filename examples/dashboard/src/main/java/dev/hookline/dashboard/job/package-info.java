/** Jobs for people and for programs: the pages, and the JSON API. */
@NullMarked
package dev.hookline.dashboard.job;

import org.jspecify.annotations.NullMarked;
