package dev.hookline.benchmarks.message;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.load.Threads;
import dev.hookline.benchmarks.postgres.Counter;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.jdbc.JdbcJobStore;
import java.util.Collections;
import java.util.Locale;

/** How many webhooks a second are taken durably from 16 connections. */
public final class WebhookRates {
    private static final int CONNECTIONS = 16;
    private static final int WARMUP_MILLIS = 3_000;
    private static final int MILLIS = 5_000;
    private static final int WEBHOOKS = 60_000;

    private WebhookRates() {}

    /** Measures, and prints the rates. */
    public static void main(String[] arguments) throws Exception {
        try (Postgres server = Postgres.start();
                HikariDataSource pool = server.pool(CONNECTIONS)) {
            print("one row counted up", Threads.perSecond(Counter.of(pool, CONNECTIONS), WARMUP_MILLIS, MILLIS));
            JdbcJobStore store = JdbcJobStore.builder(pool).createSchema(true).build();
            try (Messages webhooks = HooklineWebhooks.prepare(store, WEBHOOKS)) {
                print("Hookline", rate(webhooks));
            }
        }
    }

    private static double rate(Messages messages) throws Exception {
        Threads.Task task = () -> {
            messages.take();
            return 1;
        };
        return Threads.perSecond(Collections.nCopies(CONNECTIONS, task), WARMUP_MILLIS, MILLIS);
    }

    private static void print(String contender, double rate) {
        System.out.printf(Locale.ROOT, "%-28s %8.0f/s%n", contender, rate);
    }
}
