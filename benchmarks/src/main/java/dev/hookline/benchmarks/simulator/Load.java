package dev.hookline.benchmarks.simulator;

import dev.hookline.benchmarks.load.Pace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Creates predictions on several connections and takes their webhooks. */
final class Load {

    private static final int PATIENCE_SECONDS = 90; // The simulator tries for about a minute.

    private final SimulatorProcess simulator;
    private final LoadOptions options;

    Load(SimulatorProcess simulator, LoadOptions options) {
        this.simulator = simulator;
        this.options = options;
    }

    LoadResult run(int predictions) throws IOException, InterruptedException {
        Tally tally = new Tally(predictions, options.window());
        try (Sink sink = new Sink(tally)) {
            Duration simulatorBefore = simulator.cpu();
            Duration ownBefore = own();
            long begin = System.nanoTime();
            create(sink, tally);
            tally.awaitAll(PATIENCE_SECONDS);
            return new LoadResult(
                    tally,
                    sink.connections(),
                    (System.nanoTime() - begin) / 1e9,
                    simulator.cpu().minus(simulatorBefore).toNanos() / 1e9,
                    own().minus(ownBefore).toNanos() / 1e9,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private void create(Sink sink, Tally tally) throws InterruptedException {
        Pace pace = new Pace(System.nanoTime(), options.rate());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.connections(); i++) {
            Thread thread = new Thread(new Creator(simulator, sink, tally, pace), "creator-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(20));
        }
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
