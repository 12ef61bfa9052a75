/** Messages that are taken durably, one at a time from many threads: Hookline's webhooks beside its peers' messages. */
@NullMarked
package dev.hookline.benchmarks.message;

import org.jspecify.annotations.NullMarked;
