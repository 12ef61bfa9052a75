package dev.hookline.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that a simulator owns: daemons with names, which end when it is closed. */
final class Threads implements AutoCloseable {

    private static final int REQUEST_THREADS = 16;

    private final List<ExecutorService> owned = new ArrayList<>();

    /** For requests, which wait for their callers only while they are read and written. */
    ExecutorService requests() {
        return own(Executors.newFixedThreadPool(REQUEST_THREADS, named("simulator-request")));
    }

    /** For streams, each of which keeps a thread until its end. */
    ExecutorService streams() {
        return own(Executors.newCachedThreadPool(named("simulator-stream")));
    }

    /** For what never blocks: what follows a timer, and what follows the answer to a webhook. */
    ExecutorService followUps() {
        return own(Executors.newFixedThreadPool(2, named("simulator-follow-up")));
    }

    /** For models, which compute; one processor is left to the rest of the machine. */
    ExecutorService models() {
        return own(Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors() - 1), named("simulator-model")));
    }

    ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = own(new ScheduledThreadPoolExecutor(1, named("simulator-timer")));
        timer.setRemoveOnCancelPolicy(true); // Or each ended prediction stays until its deadline.
        return timer;
    }

    private <E extends ExecutorService> E own(E executor) {
        owned.add(executor);
        return executor;
    }

    /** For the thread that reads what receivers of webhooks answer. */
    ThreadFactory webhooks() {
        return named("simulator-webhooks");
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        owned.forEach(ExecutorService::shutdownNow);
    }
}
