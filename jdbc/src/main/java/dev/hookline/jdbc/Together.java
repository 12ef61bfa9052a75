package dev.hookline.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of several kinds that go to the server together, where its driver can send them so: the server carries them
 * out in their order, each of them seeing what is true when its turn comes, and it takes one round trip instead of many.
 * Only what is the same text each time is sent so, or the server would have to plan it each time. Lives for one
 * transaction, on one thread.
 */
final class Together {
    private final Connection connection;
    private final boolean isPossible;
    private final List<Part<?>> parts = new ArrayList<>();

    Together(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.isPossible = dialect.takesManyAtOnce();
    }

    /** One statement; one that reads has a mapper, which keeps what it reads itself. */
    private record Part<T>(String sql, Sql.Binder binder, Sql.@Nullable Mapper<T> mapper) {
        void read(ResultSet results) throws SQLException {
            Row row = new Row(results);
            while (mapper != null && row.next()) {
                T unused = mapper.map(row);
            }
        }
    }

    /** Adds a statement that has no parameters and gives nothing, unless it is empty. */
    void command(String sql) throws SQLException {
        if (!sql.isEmpty()) {
            command(sql, to -> {});
        }
    }

    /** Adds a statement that gives nothing. */
    void command(String sql, Sql.Binder binder) throws SQLException {
        add(new Part<Object>(sql, binder, null));
    }

    /**
     * Adds the end of the transaction, which the server does not come to when anything before it fails. The connection has to
     * be told, too: its driver knows then that there is nothing left to commit, or sees to it now.
     */
    void commit() throws SQLException {
        if (isPossible) {
            command("commit");
        }
    }

    /** Adds a query; its rows are read by {@link #send}. */
    <T> void query(String sql, Sql.Binder binder, Sql.Mapper<T> mapper) throws SQLException {
        add(new Part<>(sql, binder, mapper));
    }

    /** Adds the writing of rows, if there are any, which fails with all else unless each of them is written. */
    <T> void write(TableWrite write, Collection<T> rows, Sql.BatchBinder<T> binder) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        if (isPossible) {
            RowParameters all = new RowParameters(write, rows.size());
            for (T row : rows) {
                binder.bind(all, row);
                all.endRow();
            }
            add(new Part<Object>(write.forAllRows(), all::bind, null));
        } else if (Sql.batch(connection, write.forOneRow(), rows, binder) != rows.size()) {
            throw new SQLException("Some of " + rows.size() + " rows have changed", Transactions.SERIALIZATION_FAILURE);
        }
    }

    /** Sends what was added, and reads what comes back. */
    void send() throws SQLException {
        if (!parts.isEmpty()) {
            send(List.copyOf(parts));
            parts.clear();
        }
    }

    private void add(Part<?> part) throws SQLException {
        if (isPossible) {
            parts.add(part);
        } else {
            send(List.of(part));
        }
    }

    private void send(List<Part<?>> together) throws SQLException {
        String sql = String.join(";\n", together.stream().map(Part::sql).toList());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            StatementParameters parameters = new StatementParameters(statement);
            for (Part<?> part : together) {
                part.binder().bind(parameters);
            }
            boolean isResult = statement.execute();
            for (Part<?> part : together) {
                if (isResult) {
                    try (ResultSet results = statement.getResultSet()) {
                        part.read(results);
                    }
                }
                isResult = statement.getMoreResults();
            }
        }
    }
}
