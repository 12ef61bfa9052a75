package dev.hookline.jdbc;

import dev.hookline.job.JobError;
import dev.hookline.job.JobId;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes values one after the other, each for the next parameter of a statement. */
abstract sealed class Parameters permits StatementParameters, RowParameters {

    /** PostgreSQL's text has no place for NUL, which JSON cannot contain, but an error's message can. */
    final Parameters text(@Nullable String value) throws SQLException {
        addText(value == null ? null : value.replace('\0', '\uFFFD'));
        return this;
    }

    final Parameters id(@Nullable JobId value) throws SQLException {
        return text(value == null ? null : value.value());
    }

    final Parameters name(@Nullable Enum<?> value) throws SQLException {
        return text(value == null ? null : value.name());
    }

    final Parameters error(@Nullable JobError value) throws SQLException {
        return text(value == null ? null : value.code()).text(value == null ? null : value.message());
    }

    abstract void addText(@Nullable String value) throws SQLException;

    abstract Parameters optionalNumber(@Nullable Integer value) throws SQLException;

    abstract Parameters number(long value) throws SQLException;

    /** Cut to the microsecond, as PostgreSQL keeps it: rounded up, work would be due after its own time. */
    abstract Parameters time(@Nullable Instant value) throws SQLException;
}
