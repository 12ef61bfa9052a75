package dev.hookline.jdbc;

import dev.hookline.job.JobError;
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
final class Parameters {
    private final PreparedStatement statement;
    private int index;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    /** PostgreSQL's text has no place for NUL, which JSON cannot contain, but an error's message can. */
    Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++index, value == null ? null : value.replace('\0', '\uFFFD'));
        return this;
    }

    Parameters id(@Nullable JobId value) throws SQLException {
        return text(value == null ? null : value.value());
    }

    Parameters name(@Nullable Enum<?> value) throws SQLException {
        return text(value == null ? null : value.name());
    }

    Parameters number(int value) throws SQLException {
        statement.setInt(++index, value);
        return this;
    }

    Parameters optionalNumber(@Nullable Integer value) throws SQLException {
        statement.setObject(++index, value, Types.INTEGER);
        return this;
    }

    Parameters number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    /** Cut to the microsecond, as PostgreSQL keeps it: rounded up, work would be due after its own time. */
    Parameters time(@Nullable Instant value) throws SQLException {
        statement.setObject(
                ++index,
                value == null ? null : value.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    Parameters error(@Nullable JobError value) throws SQLException {
        return text(value == null ? null : value.code()).text(value == null ? null : value.message());
    }

    Parameters texts(Collection<String> values) throws SQLException {
        statement.setArray(++index, statement.getConnection().createArrayOf("varchar", values.toArray()));
        return this;
    }

    Parameters ids(Collection<JobId> values) throws SQLException {
        return texts(values.stream().map(JobId::value).toList());
    }

    /** Makes one more row of the batch out of what was set, and begins anew. */
    void addToBatch() throws SQLException {
        statement.addBatch();
        index = 0;
    }
}
