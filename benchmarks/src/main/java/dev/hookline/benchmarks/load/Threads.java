package dev.hookline.benchmarks.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Threads that do one thing again and again. */
public final class Threads {
    private Threads() {}

    /** Something that is done again and again. */
    public interface Task {
        /** Does it once; gives for how many times that counts. */
        int once() throws Exception;
    }

    /** How often it is done a second by so many threads, each with a task of its own. */
    public static double perSecond(List<? extends Task> tasks, int warmupMillis, int millis) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        AtomicBoolean running = new AtomicBoolean(true);
        LongAdder count = new LongAdder();
        try {
            List<Future<?>> all = new ArrayList<>();
            for (Task task : tasks) {
                Callable<Boolean> repeated = () -> {
                    while (running.get()) {
                        count.add(task.once());
                    }
                    return true;
                };
                all.add(threads.submit(repeated));
            }
            TimeUnit.MILLISECONDS.sleep(warmupMillis);
            long from = System.nanoTime();
            long before = count.sum();
            TimeUnit.MILLISECONDS.sleep(millis);
            double rate = (count.sum() - before) * 1e9 / (System.nanoTime() - from);
            running.set(false);
            for (Future<?> each : all) {
                each.get();
            }
            return rate;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A thread ended early", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Something that is done once. */
    public interface Once {
        /** Does it. */
        void run() throws Exception;
    }

    /** Does it on so many threads at once, and waits for all of them. */
    public static void once(int count, Once work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            Callable<Boolean> call = () -> {
                work.run();
                return true;
            };
            for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(count, call))) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A thread ended early", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
