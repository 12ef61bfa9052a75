package dev.hookline.benchmarks.simulator;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Creates predictions of a model that does nothing and takes their webhooks, and tells how many a second went through, what
 * share of the processors each side took, and what the simulator keeps. Both sides run on this machine.
 */
public final class SimulatorLoad {

    private static final Map<String, Integer> DEFAULTS =
            Map.of("--predictions", 120_000, "--connections", 16, "--window", 64, "--rate", 0, "--warmup", 20_000);

    private SimulatorLoad() {}

    /**
     * Runs one measurement.
     *
     * @param arguments {@code --predictions}, {@code --connections}, {@code --window} (how many may be under way at once),
     *     {@code --rate} (creates a second; 0 for as many as go), {@code --warmup}, each with a number; what begins with
     *     {@code -X} goes to the simulator's JVM
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, Integer> options = new HashMap<>(DEFAULTS);
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m"));
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("-X")) {
                jvm.add(argument);
            } else if (equals > 0 && options.containsKey(argument.substring(0, equals))) {
                options.put(argument.substring(0, equals), Integer.valueOf(argument.substring(equals + 1)));
            } else {
                throw new IllegalArgumentException("Usage: SimulatorLoad " + DEFAULTS.keySet() + "=number [-X...]");
            }
        }
        try (SimulatorProcess simulator = SimulatorProcess.start(jvm)) {
            new SimulatorLoad.Run(simulator, options).measure();
        }
    }

    /** What was used of time and processors at a moment. */
    private record Usage(long nanos, Duration simulator, Duration own) {

        static Usage of(SimulatorProcess simulator) {
            Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            return new Usage(System.nanoTime(), simulator.cpu(), own);
        }
    }

    private record Run(SimulatorProcess simulator, Map<String, Integer> options) {

        void measure() throws IOException, InterruptedException {
            load(option("--warmup"));
            Usage before = Usage.of(simulator);
            int connections = load(option("--predictions"), before);
            System.out.printf(Locale.ROOT, "webhook connections %d%n", connections);
        }

        private void load(int predictions) throws IOException, InterruptedException {
            Tally tally = new Tally(predictions, option("--window"));
            try (Sink sink = new Sink(tally)) {
                create(sink, tally);
            }
        }

        private int load(int predictions, Usage before) throws IOException, InterruptedException {
            Tally tally = new Tally(predictions, option("--window"));
            try (Sink sink = new Sink(tally)) {
                create(sink, tally);
                report(tally, predictions, before, Usage.of(simulator));
                return sink.connections();
            }
        }

        private void create(Sink sink, Tally tally) throws InterruptedException {
            Pace pace = new Pace(System.nanoTime(), option("--rate"));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < option("--connections"); i++) {
                Thread thread = new Thread(new Creator(simulator, sink, tally, pace), "creator-" + i);
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            for (int i = 0; i < 300 && !tally.isDone(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }

        private void report(Tally tally, int predictions, Usage before, Usage after) throws IOException {
            double seconds = (after.nanos() - before.nanos()) / 1e9;
            long[] nanos = tally.sortedNanos(0);
            System.out.printf(
                    Locale.ROOT,
                    "created %d, webhooks taken %d, repeated %d%n",
                    tally.createdCount(),
                    tally.takenCount(),
                    tally.repeatedCount());
            System.out.printf(
                    Locale.ROOT, "%.0f predictions/s, with their webhooks, in %.1f s%n", predictions / seconds, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "create to webhook: p50 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    nanos[nanos.length - 1] / 1e6);
            System.out.printf(
                    Locale.ROOT,
                    "processors: simulator %.2f, load %.2f of %d; load average %.1f%n",
                    after.simulator().minus(before.simulator()).toNanos() / 1e9 / seconds,
                    after.own().minus(before.own()).toNanos() / 1e9 / seconds,
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            System.out.printf(Locale.ROOT, "alive in the simulator's heap: %.1f MB%n", simulator.liveBytes() / 1e6);
        }

        private int option(String name) {
            return options.getOrDefault(name, 0);
        }
    }
}
