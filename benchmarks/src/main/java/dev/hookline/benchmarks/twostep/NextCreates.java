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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long it takes from the webhook that ends the first step of a job to the create of its second step, which a commit lies
 * between, at half of the rate that the same engine reaches at most.
 */
public final class NextCreates {
    private static final int WINDOW = 64;
    private static final int CONNECTIONS = 16;
    private static final int WARMUP_SECONDS = 15;
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
            double most = loop.perSecond(jobs::start, WARMUP_SECONDS, SECONDS);
            OpenLoop half = new OpenLoop(most / 2);
            half.run(jobs::start, SECONDS);
            times.clear();
            half.run(jobs::start, SECONDS);
            double commit = 1e9 / Threads.perSecond(Counter.of(pool, 1), LONE_COMMIT_MILLIS, LONE_COMMIT_MILLIS);
            String name = "webhook to next create at " + Math.round(most / 2) + " jobs/s, ";
            Figure.print(List.of(
                    of(name + "median", times.quantile(0.5), commit, Aim.atMost(2)),
                    of(name + "p99", times.quantile(0.99), commit, Aim.atMost(20))));
        }
    }

    private static Figure of(String name, double nanos, double commit, Aim aim) {
        return Figure.of(name, Quantity.millis(nanos), aim, "one commit", Quantity.millis(commit));
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
