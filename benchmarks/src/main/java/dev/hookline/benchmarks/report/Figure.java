package dev.hookline.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One figure: what was measured, beside what, and what is to be reached. Immutable.
 *
 * @param name what was measured
 * @param value what it came to, with its unit
 * @param beside what it is held against, with what that came to; empty for nothing
 * @param ratio the value as a multiple of that; null for nothing
 * @param aim the bound to be kept; null for what is there to compare with
 * @param isReached whether it is kept
 */
public record Figure(
        String name,
        String value,
        String beside,
        @Nullable Double ratio,
        @Nullable Aim aim,
        boolean isReached) {
    private static final String HEAD = """
            | figure | measured | beside | ratio | aim | reached |
            | --- | --- | --- | --- | --- | --- |""";

    private static final String ROW = "| ";

    /** Checks that all parts are there. */
    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(beside, "beside");
    }

    /**
     * A bound.
     *
     * @param bound the number
     * @param isFloor whether more is better
     */
    public record Aim(double bound, boolean isFloor) {
        /** At least so much. */
        public static Aim atLeast(double bound) {
            return new Aim(bound, true);
        }

        /** At most so much. */
        public static Aim atMost(double bound) {
            return new Aim(bound, false);
        }

        @Override
        public String toString() {
            return (isFloor ? "at least " : "at most ") + Quantity.number(bound);
        }

        boolean isReachedBy(double amount) {
            return isFloor ? amount >= bound : amount <= bound;
        }
    }

    /** A quantity whose ratio to another one of the same unit is to keep a bound. */
    public static Figure of(String name, Quantity value, String besideName, Quantity beside, Aim aim) {
        return new Figure(name, value.text(), "", null, aim, aim.isReachedBy(value.amount() / beside.amount()))
                .beside(besideName, value, beside);
    }

    /** A quantity that is to keep a bound in its own unit. */
    public static Figure of(String name, Quantity value, Aim aim) {
        return new Figure(name, value.text(), "", null, aim, aim.isReachedBy(value.amount()));
    }

    /** A quantity that is to keep no bound. */
    public static Figure of(String name, Quantity value, String besideName, Quantity beside) {
        return new Figure(name, value.text(), "", null, null, false).beside(besideName, value, beside);
    }

    /** A quantity that is to keep a bound in its own unit, with another one to compare it with, which decides nothing. */
    public static Figure of(String name, Quantity value, Aim aim, String besideName, Quantity beside) {
        return of(name, value, aim).beside(besideName, value, beside);
    }

    private Figure beside(String besideName, Quantity value, Quantity beside) {
        return new Figure(
                name, this.value, besideName + ": " + beside.text(), value.amount() / beside.amount(), aim, isReached);
    }

    private String row() {
        return String.format(
                Locale.ROOT,
                ROW + "%s | %s | %s | %s | %s | %s |",
                name,
                value,
                beside,
                ratio == null ? "" : Quantity.number(ratio),
                aim == null ? "" : aim,
                aim == null ? "" : isReached ? "yes" : "no");
    }

    /** Prints the table of a part. */
    public static void print(List<Figure> figures) {
        System.out.println(table(figures.stream().map(Figure::row).toList()));
    }

    /** The rows among the lines that a part has printed. */
    public static List<String> rows(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(ROW) && !HEAD.contains(line))
                .toList();
    }

    /** A table in Markdown of such rows. */
    public static String table(List<String> rows) {
        return HEAD + "\n" + String.join("\n", rows);
    }
}
