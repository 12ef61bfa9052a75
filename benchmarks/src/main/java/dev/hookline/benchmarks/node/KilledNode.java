package dev.hookline.benchmarks.node;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.engine.Echo;
import dev.hookline.benchmarks.engine.Ends;
import dev.hookline.benchmarks.engine.FakeReplicate;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.engine.Signed;
import dev.hookline.benchmarks.engine.Workflows;
import dev.hookline.benchmarks.load.Threads;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.jdbc.JdbcJobStore;
import dev.hookline.webhook.WebhookHeaders;
import dev.hookline.webhook.WebhookVerifier;
import dev.hookline.workflow.Workflow;
import dev.hookline.workflow.engine.Engine;
import dev.hookline.workflow.engine.WebhookEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * How long it takes until ten thousand jobs have ended whose node was killed without warning, when another one starts at that
 * moment. Half of them wait for webhooks, which come to the new node; half have local work, which the dead node had taken up
 * or was about to. Both nodes have the usual lease of 20 seconds.
 */
public final class KilledNode {
    private static final int JOBS = 10_000;
    private static final int CONNECTIONS = 8;
    private static final int SENDERS = 8;

    private KilledNode() {}

    /** What a job does on a node. */
    interface Work {
        void run() throws InterruptedException;
    }

    /** Measures, and prints the figure. */
    public static void main(String[] arguments) throws Exception {
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS)) {
            kill(server.url());
            long killed = System.nanoTime();
            goOn(pool);
            double seconds = (System.nanoTime() - killed) / 1e9;
            Figure.print(List.of(Figure.of(
                    "10,000 jobs go on after kill -9, until the last has ended",
                    new Quantity(seconds, " s"),
                    Aim.atMost(30),
                    "the lease",
                    new Quantity(20, " s"))));
        }
    }

    /** A job of one local step. */
    static Workflow<Echo, Echo> work(Work work) {
        return Workflow.define(
                "work",
                Echo.class,
                flow -> flow.local("work", Echo.class, flow.input(), input -> {
                    work.run();
                    return input;
                }));
    }

    private static void kill(String url) throws IOException, InterruptedException {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingNode.class.getName(),
                        url,
                        Integer.toString(JOBS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!"ready".equals(node.inputReader(StandardCharsets.UTF_8).readLine())) {
                throw new IOException("The node ended before it was ready");
            }
        } finally {
            node.destroyForcibly().waitFor();
        }
    }

    private static void goOn(HikariDataSource pool) throws Exception {
        Semaphore ended = new Semaphore(0);
        try (Engine engine = LocalEngine.start(
                JdbcJobStore.builder(pool).createSchema(true).build(),
                (prediction, webhook) -> {},
                settings ->
                        settings.workflows(Workflows.ONE_STEP, work(() -> {})).listener(Ends.of(ended::release)))) {
            deliver(WebhookEndpoint.create(engine, WebhookVerifier.of(Signed.SECRET)), open(pool));
            ended.acquire(JOBS);
        }
    }

    private static Queue<FakeReplicate.Created> open(HikariDataSource pool) throws SQLException {
        Queue<FakeReplicate.Created> open = new ConcurrentLinkedQueue<>();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select token, prediction_id from hookline_step where attempt_status = 'OPEN'")) {
            while (rows.next()) {
                open.add(new FakeReplicate.Created(rows.getString(1), rows.getString(2), "job"));
            }
        }
        return open;
    }

    private static void deliver(WebhookEndpoint endpoint, Queue<FakeReplicate.Created> open) throws Exception {
        Threads.once(SENDERS, () -> {
            for (FakeReplicate.Created each = open.poll(); each != null; each = open.poll()) {
                Signed webhook = Signed.succeeded(each, "{\"text\":\"the answer\"}");
                int status = endpoint.receive(webhook.token(), WebhookHeaders.of(webhook.headers()), webhook.body())
                        .status();
                if (status != 200) {
                    throw new IOException("A webhook was answered " + status);
                }
            }
        });
    }
}
