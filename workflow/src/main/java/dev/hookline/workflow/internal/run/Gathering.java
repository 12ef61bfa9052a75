package dev.hookline.workflow.internal.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Does what threads want in groups: what comes while a group is under way is done together by the next one. Who is alone
 * waits for nobody. There is no thread of its own: of the threads that want something, one works for all that are waiting,
 * and appoints the next one among those that have come meanwhile. Thread-safe.
 *
 * @param <W> what is wanted
 * @param <R> what comes of it
 */
final class Gathering<W, R> {
    private final int maxGroup;
    private final Consumer<List<Item<W, R>>> work;

    /** Those whose turn has not come; guarded by itself. */
    private final Deque<Call<W, R>> queue = new ArrayDeque<>();

    /** Whether somebody works; guarded by the queue. */
    private boolean isWorking;

    /**
     * @param maxGroup how many are done together at most, unless one thread wants more
     * @param work does a group: completes the result of each item, one way or the other
     */
    Gathering(int maxGroup, Consumer<List<Item<W, R>>> work) {
        this.maxGroup = maxGroup;
        this.work = work;
    }

    /** Something that is wanted, and what will have come of it. */
    record Item<W, R>(W wanted, CompletableFuture<R> result) {
        private static <W, R> Item<W, R> of(W wanted) {
            return new Item<>(wanted, new CompletableFuture<>());
        }
    }

    /** Has something done, with what others want or alone; throws what the work has failed with. */
    R get(W wanted) {
        return getAll(List.of(wanted)).get(0);
    }

    /** The same for several, in the order in which they are given. */
    List<R> getAll(List<W> wanted) {
        Call<W, R> call =
                new Call<>(wanted.stream().map(each -> Item.<W, R>of(each)).toList(), new CompletableFuture<>());
        if (mayWork(call) || call.turn.join() == Turn.WORK) {
            doTogether(groupOf(call));
        }
        return call.results();
    }

    /** How many threads wait for their turn. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** However it ends, nobody waits for ever. The next one works already while those of this group are woken. */
    private void doTogether(List<Call<W, R>> group) {
        try {
            work.accept(group.stream().flatMap(call -> call.items.stream()).toList());
        } finally {
            appointNext();
            group.forEach(call -> call.items.forEach(Gathering::failUnlessDone));
            group.forEach(call -> call.turn.complete(Turn.DONE));
        }
    }

    private static void failUnlessDone(Item<?, ?> item) {
        if (!item.result.isDone()) {
            item.result.completeExceptionally(new IllegalStateException("It was not done"));
        }
    }

    /** What ends the waiting of a thread. */
    private enum Turn {
        /** It works now, for itself and for others. */
        WORK,
        /** Somebody else has done it. */
        DONE
    }

    private record Call<W, R>(List<Item<W, R>> items, CompletableFuture<Turn> turn) {
        List<R> results() {
            try {
                return items.stream().map(item -> item.result.join()).toList();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    private boolean mayWork(Call<W, R> call) {
        synchronized (queue) {
            if (isWorking) {
                queue.add(call);
                return false;
            }
            isWorking = true;
            return true;
        }
    }

    /** The call and those that wait, as many as fit; each of them whole. */
    private List<Call<W, R>> groupOf(Call<W, R> call) {
        List<Call<W, R>> group = new ArrayList<>(List.of(call));
        int size = call.items.size();
        synchronized (queue) {
            Call<W, R> next = queue.peek();
            while (next != null && size + next.items.size() <= maxGroup) {
                group.add(queue.remove());
                size += next.items.size();
                next = queue.peek();
            }
        }
        return group;
    }

    private void appointNext() {
        synchronized (queue) {
            Call<W, R> next = queue.poll();
            if (next == null) {
                isWorking = false;
            } else {
                next.turn.complete(Turn.WORK);
            }
        }
    }
}
