package dev.hookline.benchmarks.scale;

import dev.hookline.benchmarks.engine.Echo;
import dev.hookline.benchmarks.engine.Ends;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.workflow.engine.Engine;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** An engine that runs jobs of one step, one after the other. To be used by one thread. */
final class OneByOne implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Engine engine;
    private final Semaphore ended;
    private int count;

    private OneByOne(Engine engine, Semaphore ended) {
        this.engine = engine;
        this.ended = ended;
    }

    /** On the tables of a database, which are made if they are not there. */
    static OneByOne on(DataSource database, LocalEngine.Model model) throws IOException {
        Semaphore ended = new Semaphore(0);
        JdbcJobStore store = JdbcJobStore.builder(database).createSchema(true).build();
        Engine engine = LocalEngine.start(
                store,
                model,
                settings -> settings.listener(Ends.of(ended::release)).workflows(Workflows.ONE_STEP));
        return new OneByOne(engine, ended);
    }

    /** Runs a job; gives the time from its start to its end. */
    long nanosOfNext() throws InterruptedException {
        long from = System.nanoTime();
        start();
        if (!ended.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A job has not ended");
        }
        return System.nanoTime() - from;
    }

    /** Starts a job of a model that never answers; it waits for its webhook when this returns. */
    void startAndLeave() throws InterruptedException {
        start();
        while (engine.inFlight() > 0) {
            Thread.sleep(10);
        }
    }

    private void start() {
        engine.start(Workflows.ONE_STEP, new Echo("job " + count++));
    }

    @Override
    public void close() {
        engine.close();
    }
}
