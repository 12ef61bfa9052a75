package dev.hookline.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a driver's exception one that can be logged. Drivers quote the values of a statement that failed, callback
 * tokens and inputs among them.
 */
final class SafeFailure {
    private static final Pattern TOKEN = Pattern.compile("(?<![\\w-])[\\w-]{22}(?![\\w-])");
    private static final int MAX_LENGTH = 200;

    private SafeFailure() {}

    /** The same state, code and stack trace, with the first line of what the database said, without any token. */
    static SQLException of(SQLException failure) {
        SQLException said = failure;
        while (said instanceof BatchUpdateException && said.getNextException() != null) {
            said = said.getNextException();
        }
        String message = said instanceof BatchUpdateException ? "A batch failed" : firstLine(said.getMessage());
        SQLException safe = new SQLException(message, failure.getSQLState(), failure.getErrorCode());
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    private static String firstLine(@Nullable String message) {
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String redacted = TOKEN.matcher(line).replaceAll("[redacted]");
        return redacted.substring(0, Math.min(redacted.length(), MAX_LENGTH));
    }
}
