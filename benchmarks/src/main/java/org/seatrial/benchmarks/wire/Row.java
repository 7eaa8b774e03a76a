package org.seatrial.benchmarks.wire;

import java.io.PrintStream;
import java.util.Locale;

/** One row of the table of bars. */
final class Row {

    private final String name;
    private final PrintStream out;
    private boolean passed = true;

    Row(String name, PrintStream out) {
        this.name = name;
        this.out = out;
    }

    /** A figure that must not exceed its bar. */
    void atMost(String figure, double value, String unit, double bar) {
        line(figure, value, unit, "<= " + number(bar), value <= bar);
    }

    /** A figure that must reach its bar. */
    void atLeast(String figure, double value, String unit, double bar) {
        line(figure, value, unit, ">= " + number(bar), value >= bar);
    }

    /** A figure for information. */
    void information(String figure, double value, String unit) {
        line(figure, value, unit, "-", true);
    }

    private void line(String figure, double value, String unit, String bar, boolean pass) {
        passed &= pass;
        out.println(String.join("\t", name, figure, number(value), unit, bar, pass ? "pass" : "fail"));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    boolean passed() {
        return passed;
    }
}
