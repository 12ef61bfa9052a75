package dev.hookline.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets threads that start together do something, and gives what each of them came to, in the order of the threads. */
final class Race {
    private static final long LIMIT_SECONDS = 60;

    private Race() {}

    /** What a thread does, given its number from 0. */
    @FunctionalInterface
    interface Runner<T> {
        T run(int thread) throws Exception;
    }

    static <T> List<T> run(int threads, Runner<T> runner) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            tasks.add(() -> {
                start.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                return runner.run(thread);
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            return results(executor.invokeAll(tasks, LIMIT_SECONDS, TimeUnit.SECONDS));
        } finally {
            executor.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
