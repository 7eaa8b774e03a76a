package org.seatrial.verdict;

import java.util.function.DoubleUnaryOperator;

/**
 * What this machine may have added to times. In a known share of the time it kept waiting what packets and requests need, and
 * by how much longer each took for it nobody knows. At worst those were the longest, and would have been the shortest
 * without it: of all times a percentile p is then what the percentile p less that share is of those measured. So the
 * lower end of a percentile is read there, and no percentile that the machine has spoilt can fail a design. A machine that is
 * busier than {@link #MOST} spoils what comes after a stall as well, by what has piled up: then nothing is known from below.
 * The upper end stays, because a machine makes nothing faster.
 *
 * @param share of the time, 0 to 1
 */
record Disturbance(double share) {

    static final Disturbance NONE = new Disturbance(0);

    /** Of the time. */
    static final double MOST = 0.1;

    /**
     * A percentile with its lower end read further down.
     *
     * @param percent 0 to 100
     * @param lowerEndAt the lower end of any percentile
     */
    Measured lowered(Measured measured, double percent, DoubleUnaryOperator lowerEndAt) {
        return lowered(measured, lowerEndAt.applyAsDouble(percent(percent)));
    }

    /** Where the percentile would lie without what was disturbed, 0 to 100. */
    double percent(double percent) {
        return Math.max(0, percent - 100 * share);
    }

    /** Any figure with another lower end. */
    Measured lowered(Measured measured, double lower) {
        if (share == 0) {
            return measured;
        }
        return measured.widened(
                share > MOST && !Double.isInfinite(lower) ? 0 : lower,
                measured.upper(),
                "this machine was disturbed for " + Figures.percent(share)
                        + " of the time, and what took longest may be its doing");
    }
}
