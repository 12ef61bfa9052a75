package dev.hookline.benchmarks.dashboard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Jobs that several threads start, each the next one as soon as the one before is accepted. Thread-safe. */
final class JobStarts implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ExecutorService executor;
    private final JobsApi api;
    private final AtomicInteger left;
    private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
    private final Future<Duration> took;

    private JobStarts(JobsApi api, int jobs, int threads) {
        this.executor = Executors.newFixedThreadPool(threads + 1);
        this.api = api;
        this.left = new AtomicInteger(jobs);
        Callable<Duration> all = () -> startAll(threads);
        this.took = executor.submit(all);
    }

    /** Begins to start them. */
    static JobStarts begin(JobsApi api, int jobs, int threads) {
        return new JobStarts(api, jobs, threads);
    }

    private Duration startAll(int threads) throws InterruptedException, ExecutionException {
        long from = System.nanoTime();
        for (Future<?> each : executor.invokeAll(Collections.nCopies(threads, this::startSome))) {
            each.get();
        }
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private boolean startSome() throws IOException, InterruptedException {
        while (left.getAndDecrement() > 0) {
            ids.add(api.start());
        }
        return true;
    }

    /** One of those that were accepted, if any was. */
    Optional<String> any() {
        int count = ids.size();
        return count == 0
                ? Optional.empty()
                : Optional.of(ids.get(ThreadLocalRandom.current().nextInt(count)));
    }

    /** Waits until all are accepted; gives how long that took. Fails when one was not. */
    Duration await() throws ExecutionException, TimeoutException, InterruptedException {
        return took.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
