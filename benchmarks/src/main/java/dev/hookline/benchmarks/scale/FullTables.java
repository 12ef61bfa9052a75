package dev.hookline.benchmarks.scale;

import com.zaxxer.hikari.HikariDataSource;
import dev.hookline.benchmarks.engine.LocalEngine;
import dev.hookline.benchmarks.load.Times;
import dev.hookline.benchmarks.postgres.Postgres;
import dev.hookline.benchmarks.report.Figure;
import dev.hookline.benchmarks.report.Figure.Aim;
import dev.hookline.benchmarks.report.Quantity;
import dev.hookline.benchmarks.twostep.Outside;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * What the next job costs, from its start to its end, when nothing else runs: on an empty store, on one with many jobs that
 * have ended, and on one with a million that wait for their webhooks. Each is a database of the same server with an engine
 * of its own; they take turns of a hundred jobs, so that a machine that is busy with other things is so for all.
 */
public final class FullTables {
    /** As many as can be made in the time that there is. */
    private static final int FINISHED = 1_000_000;

    private static final int WAITING = 1_000_000;
    private static final int WARMUP_TURNS = 5;
    private static final int TURNS = 10;
    private static final int JOBS = 100;
    private static final int CONNECTIONS = 4;
    private static final LocalEngine.Model SILENT = (prediction, webhook) -> {};

    private final List<OneByOne> stores;
    private final List<Times> times;

    private FullTables(List<OneByOne> stores) {
        this.stores = stores;
        this.times = stores.stream().map(store -> new Times()).toList();
    }

    /** Measures, and prints the figures. How many jobs have ended may be given: ten million take a few minutes more. */
    public static void main(String[] arguments) throws Exception {
        int finished = arguments.length > 0 ? Integer.parseInt(arguments[0]) : FINISHED;
        try (Postgres server = Postgres.start();
                Outside outside = new Outside();
                HikariDataSource none = server.newDatabase("none", CONNECTIONS);
                HikariDataSource ended = server.newDatabase("ended", CONNECTIONS);
                HikariDataSource waiting = server.newDatabase("waiting", CONNECTIONS)) {
            LocalEngine.Model model = LocalEngine.answering(outside::submit);
            fillWithEnded(ended, model, finished);
            fillWithWaiting(waiting);
            try (OneByOne first = OneByOne.on(none, model);
                    OneByOne second = OneByOne.on(ended, model);
                    OneByOne third = OneByOne.on(waiting, model)) {
                new FullTables(List.of(first, second, third)).run(finished);
            }
        }
    }

    private static void fillWithEnded(DataSource database, LocalEngine.Model model, int count) throws Exception {
        try (OneByOne jobs = OneByOne.on(database, model)) {
            jobs.nanosOfNext();
        }
        Copies.make(database, count);
    }

    private static void fillWithWaiting(DataSource database) throws Exception {
        try (OneByOne jobs = OneByOne.on(database, SILENT)) {
            jobs.startAndLeave();
        }
        Copies.make(database, WAITING);
    }

    private void run(int finished) throws InterruptedException {
        for (int turn = -WARMUP_TURNS; turn < TURNS; turn++) {
            for (int i = 0; i < stores.size(); i++) {
                turn(stores.get(i), turn < 0 ? new Times() : times.get(i));
            }
        }
        Figure.print(List.of(
                figure(String.format(Locale.ROOT, "the next job after %,d that have ended", finished), 1),
                figure(String.format(Locale.ROOT, "the next job while %,d wait", WAITING), 2)));
    }

    private static void turn(OneByOne store, Times times) throws InterruptedException {
        for (int job = 0; job < JOBS; job++) {
            times.add(store.nanosOfNext());
        }
    }

    private Figure figure(String name, int store) {
        return Figure.of(
                name,
                Quantity.millis(times.get(store).quantile(0.5)),
                "an empty store",
                Quantity.millis(times.get(0).quantile(0.5)),
                Aim.atMost(1.1));
    }
}
