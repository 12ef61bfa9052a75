package dev.hookline.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One figure: what was measured, beside what, and what is to be reached. Immutable.
 *
 * @param name what was measured
 * @param value what it came to, with its unit
 * @param beside what it is held against, with what that came to
 * @param ratio the value as a multiple of that, or the value itself where the aim is a plain number
 * @param aim the bound that the ratio is to keep
 */
public record Figure(String name, String value, String beside, double ratio, Aim aim) {
    private static final String HEAD = """
            | figure | measured | beside | ratio | aim | reached |
            | --- | --- | --- | --- | --- | --- |""";

    private static final String ROW = "| ";

    /** Checks that all parts are there. */
    public Figure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(beside, "beside");
        Objects.requireNonNull(aim, "aim");
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

        boolean isReachedBy(double ratio) {
            return isFloor ? ratio >= bound : ratio <= bound;
        }
    }

    /** A quantity held against another one of the same unit. */
    public static Figure of(String name, Quantity value, String besideName, Quantity beside, Aim aim) {
        return new Figure(name, value.text(), besideName + ": " + beside.text(), value.amount() / beside.amount(), aim);
    }

    /** A quantity held against a plain number in its own unit. */
    public static Figure of(String name, Quantity value, Aim aim) {
        return new Figure(name, value.text(), "", value.amount(), aim);
    }

    private String row() {
        return String.format(
                Locale.ROOT,
                ROW + "%s | %s | %s | %s | %s %s | %s |",
                name,
                value,
                beside,
                beside.isEmpty() ? "" : Quantity.number(ratio),
                aim.isFloor ? "at least" : "at most",
                Quantity.number(aim.bound),
                aim.isReachedBy(ratio) ? "yes" : "no");
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
