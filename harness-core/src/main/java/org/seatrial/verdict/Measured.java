package org.seatrial.verdict;

import org.seatrial.units.Dimension;

/**
 * A measured value with its uncertainty, in base units of its dimension. "Not measured" is never 0.
 *
 * @param known whether anything was measured; if not, {@code doubt} says why and the numbers mean nothing
 * @param value best estimate
 * @param lower lower end of the uncertainty interval
 * @param upper upper end; positive infinity if it never ended
 * @param samples how many samples carry it
 * @param doubt what weakens it; empty if nothing
 */
public record Measured(
        Dimension dimension, boolean known, double value, double lower, double upper, long samples, String doubt) {

    public static Measured of(Dimension dimension, double value, double lower, double upper, long samples) {
        return new Measured(dimension, true, value, lower, upper, samples, "");
    }

    /** The same, known less well: an end that lies beyond the one it has now, and why. */
    Measured widened(double newLower, double newUpper, String why) {
        if (newLower >= lower && newUpper <= upper) {
            return this;
        }
        return new Measured(
                dimension,
                known,
                value,
                Math.min(lower, newLower),
                Math.max(upper, newUpper),
                samples,
                doubt.isEmpty() ? why : doubt + "; " + why);
    }

    public static Measured not(Dimension dimension, String why) {
        return new Measured(dimension, false, 0, 0, 0, 0, why);
    }
}
