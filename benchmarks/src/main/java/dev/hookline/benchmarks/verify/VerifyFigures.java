package dev.hookline.benchmarks.verify;

import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How many webhooks a core verifies a second, beside a bare Mac and beside its peers; a short run of the benchmark. */
public final class VerifyFigures {
    private static final Set<Contender> CONTENDERS = EnumSet.complementOf(EnumSet.of(Contender.HOOKLINE_AND_JSON));
    private static final List<String> SIZES = List.of("2048", "65536");

    private VerifyFigures() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws RunnerException {
        Map<String, Map<Contender, Double>> rates = new HashMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(VerifyBenchmark.class.getName())
                        .param("contender", CONTENDERS.stream().map(Enum::name).toArray(String[]::new))
                        .param("bodyBytes", SIZES.toArray(String[]::new))
                        .forks(1)
                        .warmupIterations(3)
                        .measurementIterations(4)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run()) {
            double nanos = result.getPrimaryResult().getScore();
            rates.computeIfAbsent(result.getParams().getParam("bodyBytes"), size -> new HashMap<>())
                    .put(Contender.valueOf(result.getParams().getParam("contender")), 1e9 / nanos);
        }
        Map<Contender, Double> small = Objects.requireNonNull(rates.get(SIZES.get(0)));
        Map<Contender, Double> large = Objects.requireNonNull(rates.get(SIZES.get(1)));
        Figure.print(List.of(
                of("2 kB", small, "bare Mac", Contender.RAW_MAC, Aim.atLeast(0.95)),
                of("2 kB", small, "standardwebhooks", Contender.STANDARD_WEBHOOKS, Aim.atLeast(1.9)),
                of("2 kB", small, "Svix", Contender.SVIX, Aim.atLeast(1.9)),
                of("64 kB", large, "bare Mac", Contender.RAW_MAC, Aim.atLeast(0.95)),
                of("64 kB", large, "standardwebhooks", Contender.STANDARD_WEBHOOKS, Aim.atLeast(1)),
                of("64 kB", large, "Svix", Contender.SVIX, Aim.atLeast(1))));
    }

    private static Figure of(String size, Map<Contender, Double> rates, String besideName, Contender beside, Aim aim) {
        return Figure.of(
                "webhooks of " + size + " verified on one core",
                rate(rates, Contender.HOOKLINE),
                besideName,
                rate(rates, beside),
                aim);
    }

    private static Quantity rate(Map<Contender, Double> rates, Contender contender) {
        return Quantity.perSecond(Objects.requireNonNull(rates.get(contender)));
    }
}
