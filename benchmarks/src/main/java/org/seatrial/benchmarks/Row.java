package org.seatrial.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/**
 * Prints the lines of one row of {@code compare.sh} and knows whether all of them met their bars.
 *
 * <p>A figure is compared round by round; its ratio is the median of the rounds' ratios, with the smallest and the
 * largest behind it, because a median alone hides that a row is bimodal.
 */
public final class Row {

    private final String name;
    private boolean failed;

    /** @param name as {@code compare.sh} lists it */
    public Row(String name) {
        this.name = name;
    }

    /**
     * Ours must be at most {@code bar} times theirs.
     *
     * @param ours one value a round
     * @param theirs of the same rounds
     */
    public void atMost(String figure, String unit, double[] ours, double[] theirs, double bar) {
        double[] ratios = ratios(ours, theirs);
        line(figure, unit, ours, text(median(theirs)), spread(ratios), "<= " + text(bar), median(ratios) <= bar);
    }

    /** They must take at least {@code bar} times as much as we do. */
    public void timesLess(String figure, String unit, double[] ours, double[] theirs, double bar) {
        double[] ratios = ratios(theirs, ours);
        line(figure, unit, ours, text(median(theirs)), spread(ratios), ">= " + text(bar), median(ratios) >= bar);
    }

    /** A figure without a rival: its median must be at most {@code bar}. */
    public void alone(String figure, String unit, double[] ours, double bar) {
        line(figure, unit, ours, "-", spread(ours), "<= " + text(bar), median(ours) <= bar);
    }

    /** A figure without a rival: its median must reach {@code bar}. */
    public void aloneAtLeast(String figure, String unit, double[] ours, double bar) {
        line(figure, unit, ours, "-", spread(ours), ">= " + text(bar), median(ours) >= bar);
    }

    /** A figure without a rival and without a bar. */
    public void aloneForInformation(String figure, String unit, double[] ours) {
        line(figure, unit, ours, "-", spread(ours), "-", true);
    }

    /** A comparison without a bar. */
    public void information(String figure, String unit, double[] ours, double[] theirs) {
        line(figure, unit, ours, text(median(theirs)), spread(ratios(ours, theirs)), "-", true);
    }

    /** 0 if every figure met its bar, else 1. */
    public int exitCode() {
        return failed ? 1 : 0;
    }

    private void line(
            String figure, String unit, double[] ours, String theirs, String ratio, String bar, boolean passed) {
        failed |= !passed;
        System.out.println(String.join(
                "\t", name, figure + ", " + unit, text(median(ours)), theirs, ratio, bar, passed ? "pass" : "fail"));
    }

    private static double[] ratios(double[] over, double[] under) {
        if (over.length != under.length) {
            throw new IllegalArgumentException("rounds without a counterpart cannot be compared");
        }
        double[] ratios = new double[over.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = over[i] / under[i];
        }
        return ratios;
    }

    /** The middle value; the mean of the two middle ones of an even number. NaN, which meets no bar, if there is none. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "-"
                : text(median(sorted)) + " [" + text(sorted[0]) + " .. " + text(sorted[sorted.length - 1]) + "]";
    }

    private static String text(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || value == Math.rint(value) ? "%.0f" : size >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
