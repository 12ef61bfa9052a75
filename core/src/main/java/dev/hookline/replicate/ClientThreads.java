package dev.hookline.replicate;

import dev.hookline.replicate.internal.http.Timers;
import dev.hookline.replicate.internal.http.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads of one client: those that the user gave, and those that it made and therefore ends. */
final class ClientThreads {
    private static final int MIN_WORKERS = 8;

    private final Executor executor;
    private final Executor readers;
    private final ScheduledExecutorService scheduler;
    private final List<ExecutorService> owned = new ArrayList<>();

    ClientThreads(@Nullable Executor executor, @Nullable ScheduledExecutorService scheduler) {
        this.executor = executor == null ? own(workers()) : executor;
        this.readers = own(Executors.newCachedThreadPool(named("hookline-replicate-stream")));
        this.scheduler = scheduler == null ? own(timer()) : scheduler;
    }

    private <E extends ExecutorService> E own(E service) {
        owned.add(service);
        return service;
    }

    /**
     * The JDK's client parts a call into half a dozen short pieces of work. Here a thread that has done one looks for the next, where
     * a cached pool wakes, or starts, one for each; and where a callback waits for another call, one more is let in.
     */
    private static ForkJoinPool workers() {
        AtomicInteger count = new AtomicInteger();
        int parallelism = Math.max(MIN_WORKERS, Runtime.getRuntime().availableProcessors());
        return new ForkJoinPool(parallelism, pool -> new Worker(pool, count.incrementAndGet()), null, true);
    }

    private static final class Worker extends ForkJoinWorkerThread {
        Worker(ForkJoinPool pool, int number) {
            super(pool);
            setName("hookline-replicate-" + number);
            setDaemon(true);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("hookline-replicate-timer"));
        // A timeout is planned for every request and almost always called off.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    Executor executor() {
        return executor;
    }

    /**
     * For reading that takes as long as a prediction: never on the executor, whose threads are few and would all sit in reads and
     * leave none for the timeouts that end them. Has no thread until the first such read.
     */
    Executor readers() {
        return readers;
    }

    Timers timers() {
        return new Timers(scheduler, executor);
    }

    void close(Transport transport) {
        transport.close();
        owned.forEach(ExecutorService::shutdown);
    }
}
