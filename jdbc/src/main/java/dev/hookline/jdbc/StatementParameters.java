package dev.hookline.jdbc;

import dev.hookline.job.JobId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement one after the other. */
final class StatementParameters extends Parameters {
    private final PreparedStatement statement;
    private int index;

    StatementParameters(PreparedStatement statement) {
        this.statement = statement;
    }

    @Override
    void addText(@Nullable String value) throws SQLException {
        statement.setString(++index, value);
    }

    @Override
    Parameters optionalNumber(@Nullable Integer value) throws SQLException {
        statement.setObject(++index, value, Types.INTEGER);
        return this;
    }

    @Override
    Parameters number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    @Override
    Parameters time(@Nullable Instant value) throws SQLException {
        statement.setObject(
                ++index,
                value == null ? null : value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    StatementParameters texts(@Nullable String[] values) throws SQLException {
        statement.setArray(++index, statement.getConnection().createArrayOf("varchar", values));
        return this;
    }

    StatementParameters texts(Collection<String> values) throws SQLException {
        return texts(values.toArray(String[]::new));
    }

    StatementParameters ids(Collection<JobId> values) throws SQLException {
        return texts(values.stream().map(JobId::value).toList());
    }

    /** Makes one more row of the batch out of what was set, and begins anew. */
    void addToBatch() throws SQLException {
        statement.addBatch();
        index = 0;
    }
}
