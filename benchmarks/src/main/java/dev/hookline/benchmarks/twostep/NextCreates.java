package dev.hookline.benchmarks.twostep;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.ClosedLoop;
import dev.hookline.benchmarks.load.OpenLoop;
import dev.hookline.benchmarks.load.Threads;
import dev.hookline.benchmarks.load.Times;
import dev.hookline.benchmarks.postgres.Counter;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.benchmarks.twostep.HooklineTwoSteps.Watch;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from the webhook that ends the first step of a job to the create of its second step, which a commit lies
 * between, at half of the rate that the same engine reaches at most, and at a quarter.
 */
public final class NextCreates {
    private static final int WINDOW = 64;
    private static final int CONNECTIONS = 16;
    private static final int MAX_WARM_UP_SECONDS = 45;
    private static final int SECONDS = 6;
    private static final int LONE_COMMIT_MILLIS = 2_000;

    private NextCreates() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        ClosedLoop loop = new ClosedLoop(WINDOW);
        Times times = new Times();
        Watch gaps = new Gaps(times);
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                Outside outside = new Outside();
                TwoSteps jobs = HooklineTwoSteps.inProcess(
                        JdbcJobStore.builder(pool).createSchema(true).build(), outside, loop::ended, gaps)) {
            double most = loop.perSecond(jobs::start, MAX_WARM_UP_SECONDS, SECONDS);
            Figures figures = new Figures(
                    jobs, times, 1e9 / Threads.perSecond(Counter.of(pool, 1), LONE_COMMIT_MILLIS, LONE_COMMIT_MILLIS));
            List<Figure> all = new ArrayList<>(figures.at(most / 2, Aim.atMost(2), Aim.atMost(20)));
            all.addAll(figures.at(most / 4, null, null));
            Figure.print(all);
        }
    }

    /** What the gaps come to at some rate. */
    private record Figures(TwoSteps jobs, Times times, double commit) {
        List<Figure> at(double rate, @Nullable Aim median, @Nullable Aim p99) throws InterruptedException {
            OpenLoop load = new OpenLoop(rate);
            load.run(jobs::start, SECONDS);
            times.clear();
            load.run(jobs::start, SECONDS);
            String name = "webhook to next create at " + Math.round(rate) + " jobs/s, ";
            return List.of(of(name + "median", 0.5, median), of(name + "p99", 0.99, p99));
        }

        private Figure of(String name, double quantile, @Nullable Aim aim) {
            Quantity measured = Quantity.millis(times.quantile(quantile));
            Quantity beside = Quantity.millis(commit);
            return aim == null
                    ? Figure.of(name, measured, "one commit", beside)
                    : Figure.of(name, measured, aim, "one commit", beside);
        }
    }

    /** Knows a second step by its input, which is the output of the first. */
    private static final class Gaps implements Watch {
        private final Map<String, Long> received = new ConcurrentHashMap<>();
        private final Times times;

        private Gaps(Times times) {
            this.times = times;
        }

        @Override
        public void answering(String input, String output) {
            if (input.startsWith("job")) {
                received.put(output, System.nanoTime());
            }
        }

        @Override
        public void created(String input) {
            Long since = received.remove("{\"text\":\"" + input + "\"}");
            if (since != null) {
                times.add(System.nanoTime() - since);
            }
        }
    }
}
