package org.seatrial.report.html;

import java.util.Arrays;
import java.util.List;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * Median and range of a time over trials.
 *
 * @param n trials that gave one
 */
record Spread(int n, double median, double smallest, double largest) {

    /** @param nanoseconds one value a trial; positive infinity for what never ended */
    static Spread of(List<Double> nanoseconds) {
        double[] sorted =
                nanoseconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(0, Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(
                sorted.length, median, sorted[0], Arrays.stream(sorted).max().orElse(Double.NaN));
    }

    String text() {
        if (n == 0) {
            return "not measured";
        }
        String middle = Quantities.format(Dimension.TIME, median);
        String range = smallest == largest
                ? ""
                : " (" + Quantities.format(Dimension.TIME, smallest) + " to "
                        + Quantities.format(Dimension.TIME, largest) + ")";
        return middle + range + ", n\u00a0=\u00a0" + n;
    }
}
