package dev.hookline.benchmarks.message;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.Threads;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.postgres.SimpleUpdate;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/** How many webhooks a second are taken durably from 16 connections, beside plain commits and beside peers' messages. */
public final class WebhookRates {
    private static final int CONNECTIONS = 16;
    private static final int WARMUP_MILLIS = 20_000;
    private static final int SHORT_WARMUP_MILLIS = 10_000; // for what does little besides
    private static final int MILLIS = 4_000;

    private WebhookRates() {}

    /** Measures, and prints the figures. */
    public static void main(String[] arguments) throws Exception {
        double update = updates();
        double verified = withoutStore();
        double hookline = webhooks();
        double dbos = messages(DbosMessages::create, WARMUP_MILLIS);
        double scheduler = messages(DbSchedulerMessages::create, SHORT_WARMUP_MILLIS);
        Figure.print(List.of(
                of(hookline, "simple update by JDBC", update, 1.5),
                of(hookline, "DBOS, messages", dbos, 3),
                of(hookline, "db-scheduler, tasks", scheduler, 3),
                Figure.of(
                        "the same, verified and answered, nothing kept",
                        Quantity.perSecond(verified),
                        "simple update by JDBC",
                        Quantity.perSecond(update))));
    }

    private static Figure of(double rate, String besideName, double beside, double aim) {
        return Figure.of(
                "webhooks by HTTP, 16 connections",
                Quantity.perSecond(rate),
                besideName,
                Quantity.perSecond(beside),
                Aim.atLeast(aim));
    }

    private interface Contender {
        Messages create(DataSource pool) throws Exception;
    }

    private static double updates() throws Exception {
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS)) {
            return Threads.perSecond(SimpleUpdate.of(pool, CONNECTIONS), MILLIS, MILLIS);
        }
    }

    private static double withoutStore() throws Exception {
        try (Messages messages = VerifiedWebhooks.create()) {
            return perSecond(messages, SHORT_WARMUP_MILLIS);
        }
    }

    private static double webhooks() throws Exception {
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                HooklineWebhooks webhooks = HooklineWebhooks.create(
                        JdbcJobStore.builder(pool).createSchema(true).build())) {
            return webhooks.perSecond(WARMUP_MILLIS, MILLIS);
        }
    }

    private static double messages(Contender contender, int warmupMillis) throws Exception {
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS);
                Messages messages = contender.create(pool)) {
            return perSecond(messages, warmupMillis);
        }
    }

    private static double perSecond(Messages messages, int warmupMillis) throws Exception {
        Threads.Task task = () -> {
            messages.take();
            return 1;
        };
        return Threads.perSecond(Collections.nCopies(CONNECTIONS, task), warmupMillis, MILLIS);
    }
}
