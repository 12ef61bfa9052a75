package dev.hookline.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps jobs. An interface to be implemented for a database; {@code JobStoreContract} of hookline-testkit tells whether
 * an implementation is right.
 *
 * <p><b>Thread safety.</b> All methods may be called by any number of threads and of processes at once.
 *
 * <p><b>Durability.</b> When {@link #commit} has returned {@link CommitResult.Committed}, the changes survive the death
 * of the process, as far as the store survives it at all.
 *
 * <p><b>Atomicity.</b> No reader sees a part of a commit. {@link #load} sees a job, its steps and its attempts as they
 * were at one moment.
 *
 * <p><b>Time.</b> Every time comes from the caller. Times are kept to the microsecond at least. Nodes whose clocks differ
 * take each other's work too early or too late; that costs work done twice, never an end that counts twice, since each
 * end is a commit at an expected version.
 *
 * <p>Every method throws {@link JobStoreException} when the store cannot be reached.
 */
public interface JobStore {
    /** How many children or lines are read at once where all are wanted. */
    int PAGE = 1_000;

    /**
     * Makes each of the commits happen, or not, independently of the others; the results are in the order of the
     * commits. Many may be written in one transaction of the database: when that fails as a whole, the call throws, and
     * none has happened, unless the failure was the loss of the database's answer, in which case all or none have.
     *
     * <p>For each commit, in this order: the job is at the expected version, or the result is
     * {@link CommitResult.Stale}, and so is the result when a child is opened again of a step that does not run; a
     * {@linkplain JobCommit#NEW new} job whose id is taken gives the same; a new job whose
     * workflow and idempotency key are taken gives {@link CommitResult.Duplicate}; otherwise its changes are made in
     * their order and its job's version grows by one. Two commits of one call for the same job at the same version: the
     * first happens.
     *
     * <p>The idempotency key of children is not looked at. A child whose id is taken fails the call as a whole.
     */
    List<CommitResult> commit(List<JobCommit> commits);

    /** {@link #commit(List)} for one. */
    default CommitResult commit(JobCommit commit) {
        return commit(List.of(commit)).get(0);
    }

    /** Reads a job with its steps and the attempts that count; empty when there is none of this id. */
    Optional<JobSnapshot> load(JobId id);

    /**
     * Reads the attempt that a token was issued for; empty when it never was, or was so long ago that it is forgotten.
     * An attempt outlives the deletion of its job, so that a late webhook can be told from a forged one.
     */
    Optional<Attempt> findAttempt(CallbackToken token);

    /**
     * Reads the attempts that tokens were issued for, each with its job. A store that can reads all of them at once; this
     * asks for one after the other.
     *
     * @return what each token stands for; one that was never issued, or is forgotten, is not in it
     */
    default Map<CallbackToken, Callback> findCallbacks(Collection<CallbackToken> tokens) {
        Map<CallbackToken, Callback> found = new HashMap<>();
        for (CallbackToken token : tokens) {
            findAttempt(token)
                    .map(attempt ->
                            new Callback(attempt, load(attempt.step().job()).orElse(null)))
                    .ifPresent(callback -> found.put(token, callback));
        }
        return found;
    }

    /**
     * Reads a page of the children that a step has made, in the order of their index, which no two of them share.
     *
     * @param step the step
     * @param from the first index that is read
     * @param limit how many at most
     */
    List<Job> children(StepKey step, int from, int limit);

    /** Reads all children that a step has made, in the order of their index, page by page. */
    default List<Job> children(StepKey step) {
        List<Job> all = new ArrayList<>();
        List<Job> page = children(step, 0, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            int last = page.get(page.size() - 1).findParent().orElseThrow().index();
            page = page.size() < PAGE ? List.of() : children(step, last + 1, PAGE);
        }
        return all;
    }

    /**
     * Reads all children of several steps, as a list of jobs with what they consist of needs them. A store that can reads
     * them all at once; this asks for one step after the other.
     *
     * @return the children of each step in the order of their index; a step that has none is not in it
     */
    default Map<StepKey, List<Job>> children(Collection<StepKey> steps) {
        Map<StepKey, List<Job>> found = new HashMap<>();
        for (StepKey step : steps) {
            List<Job> children = children(step);
            if (!children.isEmpty()) {
                found.put(step, children);
            }
        }
        return found;
    }

    /** Lists jobs that were started from outside, newest first. */
    List<Job> list(JobQuery query);

    /**
     * Reads a page of the log of a job and of all jobs below it, oldest first; lines of the same time are in the order of
     * commits. A line that is written later with an earlier time is on no page after that time.
     *
     * @param root the job that was started from outside
     * @param after the cursor of the page before, or null for the first page
     * @param limit how many lines at most, 1 at least
     */
    LogPage log(JobId root, LogPage.@Nullable Cursor after, int limit);

    /** Reads the whole log of a job and of all jobs below it, in the same order, page by page. */
    default List<LogEntry> log(JobId root) {
        List<LogEntry> all = new ArrayList<>();
        LogPage page = log(root, null, PAGE);
        all.addAll(page.entries());
        while (page.next() != null) {
            page = log(root, page.next(), PAGE);
            all.addAll(page.entries());
        }
        return all;
    }

    /**
     * Takes running steps of jobs of the given workflows whose work is due at or before the given time, and makes the
     * lease's owner their owner until the lease's end. Among what is due, the {@linkplain Work#priority higher priority}
     * is taken first, then the longest due; the result is in that order. No step is given to two callers as long as the
     * leases hold. The job's version does not change.
     *
     * @param lease who takes them, and until when
     * @param workflows the names of the workflows that the caller can run; steps of all others are left alone
     * @param now what is due by then
     * @param limit how many at most
     */
    List<Claim> claim(Lease lease, Set<String> workflows, Instant now, int limit);

    /**
     * Reads the work of these workflows that falls due first, or fell due longest ago, whatever its priority; empty when
     * no step of theirs waits for a time. When that time is long past, no node takes up work. Takes nothing itself.
     */
    Optional<DueWork> findFirstDue(Set<String> workflows);

    /**
     * Extends leases: steps that are still running with work of this lease's owner are due at the lease's new end. Steps
     * that somebody else has taken are left alone.
     */
    void renew(Lease lease, List<StepKey> steps);

    /**
     * Deletes a job that was started from outside, all jobs below it, their steps and their log. Attempts stay, as
     * {@link AttemptStatus#ABANDONED}.
     *
     * @return what it has left behind; empty when there was no such job
     */
    Optional<DeletedJob> delete(JobId root);

    /**
     * {@linkplain #delete(JobId) Deletes} jobs that were started from outside and ended before a time, those that ended
     * first to begin with. Several callers at once delete different jobs, and wait for nobody.
     *
     * @param before whose {@link JobState#updatedAt} is earlier is deleted
     * @param limit how many jobs at most, those below them counted; more only when the first has more by itself
     * @return what they have left behind; empty when nothing was to be deleted
     */
    List<DeletedJob> deleteEnded(Instant before, int limit);

    /**
     * Forgets attempts that were created before a time and whose job has been deleted; webhooks that still come for them
     * are then like forged ones.
     *
     * @return how many were forgotten, the given limit at most
     */
    int forgetAttempts(Instant before, int limit);
}
