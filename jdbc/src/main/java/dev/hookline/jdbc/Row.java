package dev.hookline.jdbc;

import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a row one after the other. */
final class Row {
    private final ResultSet results;
    private int index;

    Row(ResultSet results) {
        this.results = results;
    }

    /** Goes on to the next row. */
    boolean next() throws SQLException {
        index = 0;
        return results.next();
    }

    String text() throws SQLException {
        String value = findText();
        if (value == null) {
            throw new SQLException("Column " + index + " is null");
        }
        return value;
    }

    @Nullable
    String findText() throws SQLException {
        return results.getString(++index);
    }

    JobId id() throws SQLException {
        return new JobId(text());
    }

    @Nullable
    JobId findId() throws SQLException {
        String value = findText();
        return value == null ? null : new JobId(value);
    }

    <E extends Enum<E>> E name(Class<E> type) throws SQLException {
        return Enum.valueOf(type, text());
    }

    <E extends Enum<E>> @Nullable E findName(Class<E> type) throws SQLException {
        String value = findText();
        return value == null ? null : Enum.valueOf(type, value);
    }

    int number() throws SQLException {
        return results.getInt(++index);
    }

    long longNumber() throws SQLException {
        return results.getLong(++index);
    }

    Instant time() throws SQLException {
        Instant value = findTime();
        if (value == null) {
            throw new SQLException("Column " + index + " is null");
        }
        return value;
    }

    @Nullable
    Instant findTime() throws SQLException {
        OffsetDateTime value = results.getObject(++index, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    @Nullable
    JobError findError() throws SQLException {
        String code = findText();
        String message = findText();
        return code == null || message == null ? null : new JobError(code, message);
    }

    /** Leaves columns out. */
    void skip(int columns) {
        index += columns;
    }
}
