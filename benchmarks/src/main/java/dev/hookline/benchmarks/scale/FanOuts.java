package dev.hookline.benchmarks.scale;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.engine.Ends;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.benchmarks.load.Times;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.benchmarks.twostep.Outside;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.job.JobLabels;
import dev.hookline.workflow.engine.Engine;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What an item of a fan-out costs, each of them a prediction: of 10,000, of 1,000 and of 10 items. Always 10,000 items are
 * started at once, as one fan-out, as ten or as a thousand, so that there is as much under way and to be shared in each
 * case; the time from the start of the first to the end of the last is divided by them. The sizes take turns on one store.
 */
public final class FanOuts {
    private static final int ITEMS = 10_000;
    private static final List<Integer> SIZES = List.of(10, 1_000, ITEMS);

    /** Rounds are begun until then. */
    private static final int SECONDS = 40;

    private static final int CONNECTIONS = 16;
    private static final int PATIENCE_SECONDS = 120;

    private final Engine engine;
    private final Semaphore ended;

    private FanOuts(Engine engine, Semaphore ended) {
        this.engine = engine;
        this.ended = ended;
    }

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        Semaphore ended = new Semaphore(0);
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                Outside outside = new Outside();
                Engine engine = LocalEngine.start(
                        JdbcJobStore.builder(pool).createSchema(true).build(),
                        LocalEngine.answering(outside::submit),
                        settings -> settings.listener(Ends.of(ended::release)).workflows(Workflows.FAN_OUT))) {
            new FanOuts(engine, ended).run();
        }
    }

    private void run() throws InterruptedException {
        List<Times> warmup = times();
        round(warmup);
        List<Times> measured = times();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            round(measured);
        }
        Figure.print(List.of(figure(measured, 1), figure(measured, 2)));
    }

    private static List<Times> times() {
        return SIZES.stream().map(size -> new Times()).toList();
    }

    private void round(List<Times> times) throws InterruptedException {
        for (int i = 0; i < SIZES.size(); i++) {
            times.get(i).add(nanosOfAnItem(SIZES.get(i)));
        }
    }

    private static Figure figure(List<Times> times, int size) {
        return Figure.of(
                String.format(Locale.ROOT, "an item of a fan-out of %,d", SIZES.get(size)),
                Quantity.millis(times.get(size).quantile(0.5)),
                "of 10",
                Quantity.millis(times.get(0).quantile(0.5)),
                Aim.atMost(1.5));
    }

    private long nanosOfAnItem(int size) throws InterruptedException {
        int fanOuts = ITEMS / size;
        List<Workflows.Items> inputs = Collections.nCopies(fanOuts, new Workflows.Items(size));
        long from = System.nanoTime();
        engine.startAll(Workflows.FAN_OUT, inputs, input -> JobLabels.NONE);
        if (!ended.tryAcquire(fanOuts, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(fanOuts - ended.availablePermits() + " fan-outs have not ended");
        }
        return (System.nanoTime() - from) / ITEMS;
    }
}
