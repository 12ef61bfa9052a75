package dev.hookline.benchmarks.node;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.benchmarks.postgres.DriverCalls;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.workflow.engine.Engine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What an engine on PostgreSQL does in a minute in which a thousand jobs wait for webhooks and none comes. */
public final class IdleNode {
    private static final int CONNECTIONS = 4;
    private static final int WAITING = 1_000;
    private static final int SETTLING_SECONDS = 10;
    private static final int SECONDS = 60;

    private IdleNode() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS)) {
            DriverCalls calls = DriverCalls.to(pool);
            JdbcJobStore store =
                    JdbcJobStore.builder(calls.dataSource()).createSchema(true).build();
            try (Engine engine = LocalEngine.start(
                    store, (prediction, webhook) -> {}, settings -> settings.workflows(Workflows.TWO_STEPS))) {
                LocalEngine.startMany(engine, Workflows.TWO_STEPS, WAITING);
                TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
                long statements = calls.statements();
                long process = system.getProcessCpuTime();
                Map<Long, Long> engines = nanosOfEngine();
                TimeUnit.SECONDS.sleep(SECONDS);
                Figure.print(List.of(
                        Figure.of(
                                "statements a minute of an idle engine",
                                new Quantity(calls.statements() - statements, ""),
                                Aim.atMost(60)),
                        Figure.of(
                                "processor time of an idle engine's threads",
                                percent(sinceThen(engines)),
                                Aim.atMost(0.1),
                                "the whole JVM",
                                percent(system.getProcessCpuTime() - process))));
            }
        }
    }

    private static Quantity percent(long nanos) {
        return new Quantity(100 * nanos / (SECONDS * 1e9), "% of a core");
    }

    /** Of the threads that are there; one that ended meanwhile, having had nothing to do, is left out. */
    private static long sinceThen(Map<Long, Long> before) {
        return nanosOfEngine().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** By the ids of its threads. */
    private static Map<Long, Long> nanosOfEngine() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("hookline-"))
                .map(ThreadInfo::getThreadId)
                .collect(Collectors.toMap(Function.identity(), threads::getThreadCpuTime));
    }
}
