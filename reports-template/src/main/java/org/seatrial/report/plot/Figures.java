package org.seatrial.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.seatrial.units.Dimension;

/** Numbers with their unit, for people. */
public final class Figures {

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

    private Figures() {}

    /** A value in the base unit of its dimension, four significant digits: {@code 41.29 ms}. */
    public static String text(Dimension dimension, double base) {
        if (base == Double.POSITIVE_INFINITY) {
            return "without end";
        }
        return switch (dimension) {
            case TIME -> time(base);
            case RATIO -> digits(base * 100) + " %";
            case COUNT -> digits(base);
            case PACKET_RATE -> digits(base) + "/s";
            case BIT_RATE -> scaled(base, 1000, "bit/s", "kbit/s", "Mbit/s", "Gbit/s");
            case SIZE -> scaled(base, 1000, "B", "kB", "MB", "GB");
            case LENGTH -> scaled(base, 1000, "m", "km");
        };
    }

    /** Nanoseconds, four significant digits. */
    public static String time(double ns) {
        return ns == 0 ? "0" : scaled(ns, 1000, "ns", "µs", "ms", "s");
    }

    private static String scaled(double value, double step, String... units) {
        int unit = 0;
        double scaled = value;
        while (Math.abs(scaled) >= step * 0.99995 && unit < units.length - 1) {
            scaled /= step;
            unit++;
        }
        return digits(scaled) + " " + units[unit];
    }

    private static String digits(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%d", (long) value).replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u202f");
        }
        return new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
    }
}
