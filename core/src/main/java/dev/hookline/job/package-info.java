/**
 * The job model, and the interface behind which jobs are kept.
 *
 * <p>A {@link dev.hookline.job.Job} is one run of a workflow. The items of a fan-out, and a workflow that is used as a
 * step, are jobs of their own, children of the job that made them, so that every job stays small. A
 * {@link dev.hookline.job.JobStore} keeps jobs, what their steps have come to, the callback tokens that were given out
 * and what is due when. Everything that a transition changes is one {@link dev.hookline.job.JobCommit}: it happens
 * whole or not at all, and only on the version of the job that was read.
 *
 * <pre>{@code
 * JobStore store = InMemoryJobStore.create();
 * JobSnapshot seen = store.load(id).orElseThrow();
 * CommitResult result = store.commit(JobCommit.of(seen.job(), now, changes));
 * }</pre>
 */
@NullMarked
package dev.hookline.job;

import org.jspecify.annotations.NullMarked;
