package dev.hookline.workflow.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does what threads want in groups: what comes while a group is under way is done together by the next one. Who is alone
 * waits for nobody. One thread works for all, the same for each group, so that a pool of connections can give it the
 * same connection each time, which knows the statements and has them at hand; it ends when there is nothing to do for a
 * while. Thread-safe.
 *
 * @param <W> what is wanted
 * @param <R> what comes of it
 */
final class Gathering<W, R> {
    private static final int IDLE_SECONDS = 10;

    private final int maxGroup;
    private final Consumer<List<Item<W, R>>> work;
    private final Executor thread;

    /** Those whose turn has not come; taken out by the one thread. */
    private final Queue<Call<W, R>> queue = new ConcurrentLinkedQueue<>();

    /**
     * @param prefix of the thread's name
     * @param maxGroup how many are done together at most, unless one caller wants more
     * @param work does a group: completes the result of each item, one way or the other
     */
    Gathering(String prefix, int maxGroup, Consumer<List<Item<W, R>>> work) {
        this.maxGroup = maxGroup;
        this.work = work;
        this.thread = oneThread(prefix);
    }

    /** Something that is wanted, and what will have come of it. */
    record Item<W, R>(W wanted, CompletableFuture<R> result) {
        private static <W, R> Item<W, R> of(W wanted) {
            return new Item<>(wanted, new CompletableFuture<>());
        }

        private void failUnlessDone() {
            if (!result.isDone()) {
                result.completeExceptionally(new IllegalStateException("It was not done"));
            }
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
        queue.add(call);
        thread.execute(this::doNextGroup);
        call.toWake.join().forEach(other -> other.toWake.complete(List.of()));
        return call.results();
    }

    /** How many threads wait for their turn. */
    int waiting() {
        return queue.size();
    }

    /**
     * However it ends, nobody waits for ever. Of those who wait, one is woken, and wakes the others, so that the next group
     * begins at once. There is nothing to do when what was wanted has been done with a group before.
     */
    private void doNextGroup() {
        List<Call<W, R>> group = takeGroup();
        if (group.isEmpty()) {
            return;
        }
        List<Item<W, R>> items =
                group.stream().flatMap(call -> call.items.stream()).toList();
        try {
            work.accept(items);
            items.forEach(Item::failUnlessDone);
        } catch (Throwable failure) { // an error, too, is for those who wait
            items.forEach(item -> item.result.completeExceptionally(failure));
        }
        group.get(0).toWake.complete(group.subList(1, group.size()));
    }

    /** Those who wait, as many as fit; each of them whole. */
    private List<Call<W, R>> takeGroup() {
        List<Call<W, R>> group = new ArrayList<>();
        int size = 0;
        for (Call<W, R> next = queue.peek();
                next != null && (group.isEmpty() || size + next.items.size() <= maxGroup);
                next = queue.peek()) {
            group.add(queue.remove());
            size += next.items.size();
        }
        return group;
    }

    /**
     * What a caller wants.
     *
     * @param items one by one
     * @param toWake completed when they are done, with those whom the caller wakes then
     */
    private record Call<W, R>(List<Item<W, R>> items, CompletableFuture<List<Call<W, R>>> toWake) {
        List<R> results() {
            try {
                return items.stream().map(item -> item.result.join()).toList();
            } catch (CompletionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
    }

    private static Executor oneThread(String prefix) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new NamedThreads(prefix));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
