package dev.hookline.workflow.internal.run;

import dev.hookline.job.CommitResult;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobStore;
import dev.hookline.job.JobStoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes commits in groups: those that come while a transaction is under way are written together by the next one. A
 * lone commit waits for nobody: the thread that finds no transaction under way writes its own and whatever waits by
 * then, and leaves what has come meanwhile to the executor.
 */
public final class Committer {
    private static final int MAX_GROUP = 200;

    private final JobStore store;
    private final Executor executor;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();

    /** How many commits wait or are being written; whoever raises it from 0 writes. */
    private final AtomicInteger pending = new AtomicInteger();

    /** A committer that writes to the given store. */
    public Committer(JobStore store, Executor executor) {
        this.store = store;
        this.executor = executor;
    }

    private record Waiting(JobCommit commit, CompletableFuture<CommitResult> result) {}

    /**
     * Writes a commit, with others or alone.
     *
     * @throws JobStoreException when the store could not be reached
     */
    public CommitResult commit(JobCommit commit) {
        CompletableFuture<CommitResult> result = new CompletableFuture<>();
        queue.add(new Waiting(commit, result));
        if (pending.getAndIncrement() == 0) {
            writeGroup();
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void writeGroup() {
        List<Waiting> group = nextGroup();
        if (!group.isEmpty()) {
            write(group);
        }
        if (pending.addAndGet(-group.size()) > 0) {
            writeNextGroup();
        }
    }

    private void writeNextGroup() {
        try {
            executor.execute(this::writeGroup);
        } catch (RejectedExecutionException e) {
            writeGroup(); // the engine is closing, and what was accepted is still written
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
    private void write(List<Waiting> group) {
        try {
            List<CommitResult> results =
                    store.commit(group.stream().map(Waiting::commit).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                group.get(0).result().completeExceptionally(e);
            } else {
                group.forEach(waiting -> write(List.of(waiting)));
            }
        }
    }
}
