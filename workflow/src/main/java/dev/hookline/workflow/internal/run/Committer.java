package dev.hookline.workflow.internal.run;

import dev.hookline.job.CommitResult;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Writes commits in groups: those that come while a transaction is under way are written together by the next one. A
 * lone commit waits for nobody. There is no thread of its own and no hand-over to a pool whose threads may all be
 * waiting here: whoever gets the permit writes all that waits, its own commit among it unless that was written already.
 */
public final class Committer {
    private static final int MAX_GROUP = 200;

    private final JobStore store;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /** The right to write; held for one group. */
    private final Semaphore permit = new Semaphore(1);

    /** A committer that writes to the given store. */
    public Committer(JobStore store) {
        this.store = store;
    }

    /**
     * A commit that is wanted.
     *
     * @param commit the commit
     * @param onCommitted what is done when it has happened, before any later commit happens; it has to be quick
     */
    record Wanted(JobCommit commit, Runnable onCommitted) {}

    private record Waiting(Wanted wanted, CompletableFuture<CommitResult> result) {}

    /**
     * Writes a commit, with others or alone.
     *
     * @throws dev.hookline.job.JobStoreException when the store could not be reached
     */
    CommitResult commit(Wanted wanted) {
        return commit(List.of(wanted)).get(0);
    }

    /**
     * Writes commits that have nothing to do with each other, in as few groups as possible.
     *
     * @throws dev.hookline.job.JobStoreException when the store could not be reached; some may have been written
     */
    List<CommitResult> commit(List<Wanted> wanted) {
        return write(wanted.stream()
                .map(each -> new Waiting(each, new CompletableFuture<>()))
                .toList());
    }

    private List<CommitResult> write(Collection<Waiting> own) {
        queue.addAll(own);
        while (!own.stream().allMatch(waiting -> waiting.result().isDone())) {
            permit.acquireUninterruptibly();
            try {
                if (!own.stream().allMatch(waiting -> waiting.result().isDone())) {
                    writeGroup(nextGroup());
                }
            } finally {
                permit.release();
            }
        }
        try {
            return own.stream().map(waiting -> waiting.result().join()).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private List<Waiting> nextGroup() {
        List<Waiting> group = new ArrayList<>();
        Waiting next = queue.poll();
        while (next != null) {
            group.add(next);
            next = group.size() < MAX_GROUP ? queue.poll() : null;
        }
        return group;
    }

    /** A group that fails is written one by one, so that one commit that cannot be written takes no other with it. */
    private void writeGroup(List<Waiting> group) {
        try {
            List<CommitResult> results = store.commit(
                    group.stream().map(waiting -> waiting.wanted().commit()).toList());
            for (int i = 0; i < group.size(); i++) {
                if (results.get(i).isCommitted()) {
                    group.get(i).wanted().onCommitted().run();
                }
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException | Error e) { // or those that wait would wait for ever
            if (group.size() == 1) {
                group.get(0).result().completeExceptionally(e);
            } else {
                group.forEach(waiting -> writeGroup(List.of(waiting)));
            }
        }
    }
}
