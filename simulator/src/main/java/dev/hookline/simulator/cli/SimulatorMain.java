package dev.hookline.simulator.cli;

import dev.hookline.simulator.ReplicateSimulator;
import dev.hookline.simulator.SimulatorBuilder;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs a simulator until its process ends. */
public final class SimulatorMain {

    private static final Set<String> OPTIONS =
            Set.of("--port", "--token", "--secret", "--seed", "--latency", "--startup");
    private static final String USAGE = "Usage: java -jar hookline-simulator.jar [--port 5050] [--token T]"
            + " [--secret whsec_S] [--seed N] [--latency 500ms] [--startup 2s]";

    private SimulatorMain() {}

    /** Starts a simulator, prints {@code url=}, {@code token=} and {@code secret=}, then {@code ready}, and stays. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            announce(configure(arguments).start(), System.out);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }

    static SimulatorBuilder configure(String... arguments) {
        Arguments options = Arguments.parse(OPTIONS, arguments);
        SimulatorBuilder builder = ReplicateSimulator.builder().port(5050);
        options.number("--port").ifPresent(port -> builder.port(Math.toIntExact(port)));
        options.text("--token").ifPresent(builder::token);
        options.text("--secret").ifPresent(builder::secret);
        options.number("--seed").ifPresent(builder::seed);
        options.duration("--latency").ifPresent(builder::latency);
        options.duration("--startup").ifPresent(builder::startup);
        return builder;
    }

    static void announce(ReplicateSimulator simulator, PrintStream out) {
        out.println("url=" + simulator.url());
        out.println("token=" + simulator.token());
        out.println("secret=" + simulator.secret());
        out.println("ready");
        out.flush();
    }
}
