package dev.hookline.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Runs statements on a connection, and closes what they open. */
final class Sql {
    private Sql() {}

    /** Sets the parameters of a statement. */
    @FunctionalInterface
    interface Binder {
        void bind(StatementParameters parameters) throws SQLException;
    }

    /** Sets the parameters of a statement for one value. */
    @FunctionalInterface
    interface BatchBinder<T> {
        void bind(Parameters parameters, T value) throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Mapper<T> {
        T map(Row row) throws SQLException;
    }

    static <T> List<T> query(Connection connection, String sql, Binder binder, Mapper<T> mapper) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(new StatementParameters(statement));
            try (ResultSet results = statement.executeQuery()) {
                List<T> values = new ArrayList<>();
                Row row = new Row(results);
                while (row.next()) {
                    values.add(mapper.map(row));
                }
                return values;
            }
        }
    }

    static <T> Optional<T> queryOne(Connection connection, String sql, Binder binder, Mapper<T> mapper)
            throws SQLException {
        return query(connection, sql, binder, mapper).stream().findFirst();
    }

    static int update(Connection connection, String sql, Binder binder) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(new StatementParameters(statement));
            return statement.executeUpdate();
        }
    }

    /**
     * Runs a statement for each of the values as one batch, and not at all when there are none.
     *
     * @return how many rows were written
     */
    static <T> int batch(Connection connection, String sql, Collection<T> values, BatchBinder<T> binder)
            throws SQLException {
        if (values.isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            StatementParameters parameters = new StatementParameters(statement);
            for (T value : values) {
                binder.bind(parameters, value);
                parameters.addToBatch();
            }
            return Arrays.stream(statement.executeBatch()).sum();
        }
    }
}
