package dev.hookline.benchmarks.node;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.InMemoryJobStore;
import dev.hookline.job.JobStore;
import dev.hookline.workflow.engine.Engine;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How much heap is alive, after full collections, while a hundred thousand jobs wait for their webhooks. */
public final class JobHeap {
    private static final int FEW = 20_000;
    private static final int MANY = 100_000;
    private static final int CONNECTIONS = 8;
    private static final double MEGABYTE = 1 << 20;

    private JobHeap() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        Grown inMemory = heapOf(InMemoryJobStore.create());
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS)) {
            Grown stored = heapOf(JdbcJobStore.builder(pool).createSchema(true).build());
            Figure.print(List.of(
                    Figure.of(
                            "heap with 100,000 jobs in flight on PostgreSQL",
                            megabytes(stored.many),
                            "with 20,000",
                            megabytes(stored.few),
                            Aim.atMost(1.1)),
                    Figure.of(
                            "heap of each of 100,000 jobs in memory",
                            new Quantity((inMemory.many - inMemory.none) / (double) MANY, " B"),
                            Aim.atMost(2_048))));
        }
    }

    private record Grown(long none, long few, long many) {}

    private static Grown heapOf(JobStore store) throws Exception {
        Semaphore created = new Semaphore(0);
        try (Engine engine = LocalEngine.start(
                store,
                (prediction, webhook) -> created.release(),
                settings -> settings.workflows(Workflows.ONE_STEP))) {
            long none = liveBytes();
            LocalEngine.startMany(engine, Workflows.ONE_STEP, FEW);
            created.acquire(FEW);
            long few = liveBytes();
            LocalEngine.startMany(engine, Workflows.ONE_STEP, MANY - FEW);
            created.acquire(MANY - FEW);
            return new Grown(none, few, liveBytes());
        }
    }

    /** A second, so that what is under way has come to an end; the second collection frees what the first has found. */
    private static long liveBytes() throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static Quantity megabytes(long bytes) {
        return new Quantity(bytes / MEGABYTE, " MB");
    }
}
