package dev.hookline.jdbc;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the values of rows by their columns, as texts, for a statement that takes a column as one array. Arrays are opened
 * side by side, and one that ends before others goes on with nothing; so a column without any value is an empty one.
 */
final class ColumnParameters extends Parameters {
    private static final String[] NOTHING = {};

    private final @Nullable String[][] columns;
    private final boolean[] isUsed;
    private final boolean isCounted;
    private int row;
    private int column;

    ColumnParameters(TableWrite write, int rows) {
        this.columns = new String[write.width()][rows];
        this.isUsed = new boolean[write.width()];
        this.isCounted = write.isCounted();
    }

    /** What was gathered so far of this row was all of it. */
    void endRow() {
        if (column != columns.length) {
            throw new IllegalStateException(column + " values for " + columns.length + " columns");
        }
        row++;
        column = 0;
    }

    void bind(StatementParameters to) throws SQLException {
        for (int i = 0; i < columns.length; i++) {
            to.texts(isUsed[i] ? columns[i] : NOTHING);
        }
        if (isCounted) {
            to.number(row);
        }
    }

    @Override
    void addText(@Nullable String value) {
        columns[column][row] = value;
        isUsed[column] |= value != null;
        column++;
    }

    @Override
    Parameters number(int value) {
        addText(Integer.toString(value));
        return this;
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
