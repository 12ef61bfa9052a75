package dev.hookline.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gathers rows as PostgreSQL writes a row as a text, {@code ("a","b",,"c")}, for a statement that takes all of them as one array. What
 * is no column of the table goes beside it.
 */
final class RowParameters extends Parameters {
    private final TableWrite write;
    private final String[] rows;
    private final @Nullable String[][] extras;
    private final @Nullable String[] fields;
    private int row;
    private int column;

    RowParameters(TableWrite write, int rows) {
        this.write = write;
        this.rows = new String[rows];
        this.extras = new String[write.extras()][rows];
        this.fields = new String[write.fields()];
    }

    /** What was gathered so far of this row was all of it. */
    void endRow() {
        if (column != write.width()) {
            throw new IllegalStateException(column + " values for " + write.width() + " columns");
        }
        rows[row++] = literal();
        column = 0;
    }

    void bind(StatementParameters to) throws SQLException {
        to.texts(rows);
        for (@Nullable String[] extra : extras) {
            to.texts(extra);
        }
        if (write.isCounted()) {
            to.number(rows.length);
        }
    }

    private String literal() {
        StringBuilder literal = new StringBuilder(256).append('(');
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                literal.append(',');
            }
            String field = fields[i];
            if (field != null) {
                appendQuoted(literal, field);
            }
        }
        return literal.append(')').toString();
    }

    private static void appendQuoted(StringBuilder to, String field) {
        to.append('"');
        for (int i = 0; i < field.length(); i++) {
            char each = field.charAt(i);
            if (each == '"' || each == '\\') {
                to.append('\\');
            }
            to.append(each);
        }
        to.append('"');
    }

    @Override
    void addText(@Nullable String value) {
        int field = write.field(column++);
        if (field < fields.length) {
            fields[field] = value;
        } else {
            extras[field - fields.length][row] = value;
        }
    }

    @Override
    Parameters optionalNumber(@Nullable Integer value) {
        addText(value == null ? null : value.toString());
        return this;
    }

    @Override
    Parameters number(long value) {
        addText(Long.toString(value));
        return this;
    }

    @Override
    Parameters time(@Nullable Instant value) {
        addText(value == null ? null : value.truncatedTo(ChronoUnit.MICROS).toString());
        return this;
    }
}
