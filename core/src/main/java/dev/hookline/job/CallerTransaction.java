package dev.hookline.job;

/**
 * A database transaction of the caller's own, into which new jobs are written, so that they are started if it is
 * committed and were never there if it is not. Whoever began it ends it: nothing here commits or rolls back.
 *
 * <p>Nobody else sees a job before the transaction's commit, so nothing is done for it before. After the commit it is
 * durable, and any node takes its first steps up, be it that the process which started it has died in the meantime.
 *
 * <p>Not thread-safe, since a connection is not.
 */
public interface CallerTransaction {
    /**
     * Writes a new job. A failure leaves the transaction as it was before the call, as far as the database lets it go
     * on.
     *
     * <p>Of an idempotency key that another open transaction has just taken, nobody can tell yet whether it is taken: the
     * call waits until that one ends.
     *
     * @return whether it was written; {@link CommitResult.Committed} means that it is durable once the transaction is
     * @throws IllegalArgumentException when the commit is not for a {@linkplain JobCommit#NEW new} job: others would wait
     *     for the job's lock as long as the transaction is open
     * @throws JobStoreException when the database cannot be reached or refuses
     */
    CommitResult commit(JobCommit commit);

    /**
     * Lets an action run after the transaction's commit. It may never run, when the process dies, say, or when nobody
     * tells of the commit; so it does what makes things quicker, not what makes them right.
     */
    void afterCommit(Runnable action);
}
