package dev.hookline.benchmarks.report;

import java.util.Locale;
import java.util.Objects;

/**
 * A number with its unit. Immutable.
 *
 * @param amount the number
 * @param unit what it counts
 */
public record Quantity(double amount, String unit) {
    private static final int DIGITS = 3;

    /** Checks that there is a unit. */
    public Quantity {
        Objects.requireNonNull(unit, "unit");
    }

    /** So many a second. */
    public static Quantity perSecond(double rate) {
        return new Quantity(rate, "/s");
    }

    /** Nanoseconds, shown as milliseconds. */
    public static Quantity millis(double nanos) {
        return new Quantity(nanos / 1e6, " ms");
    }

    String text() {
        return number(amount) + unit;
    }

    /** Three digits that count, and no decimals where there are none. */
    static String number(double number) {
        int before = number == 0 ? 1 : (int) Math.floor(Math.log10(Math.abs(number))) + 1;
        int decimals = number == Math.rint(number) ? 0 : Math.max(0, DIGITS - before);
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }
}
