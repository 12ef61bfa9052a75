/**
 * What tests of Hookline, of programs on it and of other stores need.
 *
 * <p>A class that extends {@link dev.hookline.testkit.JobStoreContract} or
 * {@link dev.hookline.testkit.FileStoreContract} learns whether a store is right;
 * {@link dev.hookline.testkit.ManualTime} is a clock and an executor that a test moves;
 * {@link dev.hookline.testkit.FaultyJobStore} is a store that fails on command.
 *
 * <pre>{@code
 * class MyJobStoreTest extends JobStoreContract {
 *     protected JobStore createStore() { ... }
 *     protected Optional<JobStore> openAgain() { ... }
 * }
 * }</pre>
 */
@NullMarked
package dev.hookline.testkit;

import org.jspecify.annotations.NullMarked;
