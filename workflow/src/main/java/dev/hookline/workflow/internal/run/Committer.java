package dev.hookline.workflow.internal.run;

import dev.hookline.job.CommitResult;
import dev.hookline.job.JobCommit;
import dev.hookline.job.JobStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Writes commits in groups: those that come while a transaction is under way are written together by the next one. A lone
 * commit waits for nobody. There is no thread of its own: of the threads that want something written, one writes for all
 * that are waiting, and appoints the next one among those that have come meanwhile.
 */
public final class Committer {
    private static final int MAX_GROUP = 200;

    private final JobStore store;

    /** Those whose turn has not come; guarded by itself. */
    private final Deque<Call> queue = new ArrayDeque<>();

    /** Whether somebody writes; guarded by the queue. */
    private boolean isWriting;

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
        Call call = new Call(wanted);
        if (isWriter(call) || call.turn.join() == Turn.WRITE) {
            try {
                write(groupOf(call));
            } finally {
                appointNext();
            }
        }
        return call.results();
    }

    /** What ends the waiting of a thread. */
    private enum Turn {
        /** It writes now, for itself and for others. */
        WRITE,
        /** Somebody else has written for it. */
        WRITTEN
    }

    private static final class Call {
        private final List<CompletableFuture<CommitResult>> results;
        private final List<Wanted> wanted;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();

        private Call(List<Wanted> wanted) {
            this.wanted = wanted;
            this.results = wanted.stream()
                    .map(each -> new CompletableFuture<CommitResult>())
                    .toList();
        }

        private List<CommitResult> results() {
            try {
                return results.stream().map(CompletableFuture::join).toList();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    private boolean isWriter(Call call) {
        synchronized (queue) {
            if (isWriting) {
                queue.add(call);
                return false;
            }
            isWriting = true;
            return true;
        }
    }

    /** The call and those that wait, as many as fit; each of them whole. */
    private List<Call> groupOf(Call call) {
        List<Call> group = new ArrayList<>(List.of(call));
        int size = call.wanted.size();
        synchronized (queue) {
            Call next = queue.peek();
            while (next != null && size + next.wanted.size() <= MAX_GROUP) {
                group.add(queue.remove());
                size += next.wanted.size();
                next = queue.peek();
            }
        }
        return group;
    }

    private void appointNext() {
        synchronized (queue) {
            Call next = queue.poll();
            if (next == null) {
                isWriting = false;
            } else {
                next.turn.complete(Turn.WRITE);
            }
        }
    }

    private void write(List<Call> group) {
        List<Wanted> wanted =
                group.stream().flatMap(call -> call.wanted.stream()).toList();
        List<CompletableFuture<CommitResult>> results =
                group.stream().flatMap(call -> call.results.stream()).toList();
        for (int from = 0; from < wanted.size(); from += MAX_GROUP) {
            int to = Math.min(wanted.size(), from + MAX_GROUP);
            write(wanted.subList(from, to), results.subList(from, to));
        }
        group.forEach(call -> call.turn.complete(Turn.WRITTEN));
    }

    /** A group that fails is written one by one, so that one commit that cannot be written takes no other with it. */
    private void write(List<Wanted> group, List<CompletableFuture<CommitResult>> results) {
        try {
            List<CommitResult> written =
                    store.commit(group.stream().map(Wanted::commit).toList());
            for (int i = 0; i < group.size(); i++) {
                if (written.get(i).isCommitted()) {
                    group.get(i).onCommitted().run();
                }
                results.get(i).complete(written.get(i));
            }
        } catch (RuntimeException | Error e) { // or those that wait would wait for ever
            if (group.size() == 1) {
                results.get(0).completeExceptionally(e);
            } else {
                IntStream.range(0, group.size())
                        .forEach(i -> write(group.subList(i, i + 1), results.subList(i, i + 1)));
            }
        }
    }
}
