package dev.hookline.benchmarks.postgres;

import dev.hookline.benchmarks.load.Threads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** The transaction of PostgreSQL's own benchmark that it calls simple update: a row changed, read, and noted elsewhere. */
public final class SimpleUpdate {
    private static final int ROWS = 100_000;

    private SimpleUpdate() {}

    /** Makes the tables, and a task for each thread. */
    public static List<Threads.Task> of(DataSource pool, int threads) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table account (aid integer primary key, balance integer, filler char(84))");
            statement.execute("insert into account select i, 0, '' from generate_series(1, " + ROWS + ") i");
            statement.execute("create table history (aid integer, delta integer, at timestamptz)");
            statement.execute("vacuum analyze account");
        }
        return Collections.nCopies(threads, () -> once(pool));
    }

    private static int once(DataSource pool) throws SQLException {
        int account = ThreadLocalRandom.current().nextInt(ROWS) + 1;
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            run(connection, "update account set balance = balance + 1 where aid = ?", account);
            run(connection, "select balance from account where aid = ?", account);
            run(connection, "insert into history values (?, 1, current_timestamp)", account);
            connection.commit();
            return 1;
        }
    }

    private static void run(Connection connection, String sql, int account) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, account);
            if (statement.execute()) {
                try (ResultSet results = statement.getResultSet()) {
                    results.next();
                }
            }
        }
    }
}
