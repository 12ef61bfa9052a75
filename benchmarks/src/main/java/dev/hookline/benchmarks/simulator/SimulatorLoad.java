package dev.hookline.benchmarks.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Creates predictions of a model that does nothing and takes their webhooks, and tells how many a second went through, what
 * share of the processors each side took, and what the simulator keeps. Both sides run on this machine, each in a process of
 * its own.
 */
public final class SimulatorLoad {

    /** At which numbers of predictions the heap is looked at when a million are made. */
    private static final List<Integer> MILLION = List.of(100_000, 500_000, 1_000_000);

    private SimulatorLoad() {}

    /**
     * Runs one measurement: of the throughput, or with {@code --million} of the heap.
     *
     * @param arguments {@code --predictions}, {@code --connections}, {@code --window} (how many may be under way at once),
     *     {@code --rate} (creates a second; 0 for as many as go), {@code --warmup}, each as {@code --name=number}; what begins
     *     with {@code -X} goes to the simulator's JVM
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TreeMap<String, Integer> numbers = new TreeMap<>();
        List<String> jvm = new ArrayList<>(List.of("-Xmx512m"));
        boolean million = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("-X")) {
                jvm.add(argument);
            } else if (argument.equals("--million")) {
                million = true;
            } else {
                numbers.put(
                        argument.substring(0, Math.max(0, equals)), Integer.valueOf(argument.substring(equals + 1)));
            }
        }
        LoadOptions options = LoadOptions.of(numbers);
        try (SimulatorProcess simulator = SimulatorProcess.start(jvm)) {
            Load load = new Load(simulator, options);
            load.run(options.warmup());
            if (million) {
                make(MILLION, load, simulator);
            } else {
                show(load.run(options.predictions()), System.out);
                heap(options.warmup() + options.predictions(), simulator);
            }
        }
    }

    private static void make(List<Integer> checkpoints, Load load, SimulatorProcess simulator)
            throws IOException, InterruptedException {
        int made = 0;
        for (int checkpoint : checkpoints) {
            show(load.run(checkpoint - made), System.out);
            made = checkpoint;
            heap(made, simulator);
        }
    }

    private static void heap(int made, SimulatorProcess simulator) throws IOException {
        System.out.printf(
                Locale.ROOT, "alive in its heap after %,d predictions: %.1f MB%n", made, simulator.liveBytes() / 1e6);
    }

    private static void show(LoadResult result, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "created %,d, webhooks taken %,d, taken twice %,d, by %d connections%n",
                result.created(),
                result.taken(),
                result.repeated(),
                result.sinkConnections());
        out.printf(
                Locale.ROOT,
                "%,.0f predictions/s with their webhooks, in %.1f s; create to webhook p50 %.1f ms, p99 %.1f ms%n",
                result.perSecond(),
                result.seconds(),
                result.millis(0.5),
                result.millis(0.99));
        out.printf(
                Locale.ROOT,
                "processors: simulator %.2f (%.0f us a prediction), load %.2f, of %d; load average %.1f%n",
                result.simulatorShare(),
                result.simulatorShare() / result.perSecond() * 1e6,
                result.ownShare(),
                Runtime.getRuntime().availableProcessors(),
                result.loadAverage());
    }
}
