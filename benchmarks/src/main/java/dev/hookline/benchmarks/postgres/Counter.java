package dev.hookline.benchmarks.postgres;

import dev.hookline.benchmarks.load.Threads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** The smallest commit that there is: one row of its own for each thread, counted up. */
public final class Counter {
    private Counter() {}

    /** Makes so many rows, and a task for each. */
    public static List<Threads.Task> of(DataSource pool, int threads) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists counter (id integer primary key, n bigint not null)");
            statement.execute("insert into counter select i, 0 from generate_series(0, " + (threads - 1)
                    + ") i on conflict do nothing");
        }
        return IntStream.range(0, threads).mapToObj(row -> counting(pool, row)).toList();
    }

    private static Threads.Task counting(DataSource pool, int row) {
        return () -> {
            try (Connection connection = pool.getConnection();
                    PreparedStatement statement =
                            connection.prepareStatement("update counter set n = n + 1 where id = ?")) {
                statement.setInt(1, row);
                return statement.executeUpdate();
            }
        };
    }
}
