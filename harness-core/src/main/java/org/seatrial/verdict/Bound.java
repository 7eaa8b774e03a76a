package org.seatrial.verdict;

import org.seatrial.verdict.Expectation.Comparison;

/**
 * What a metric is held against. A limit relative to another measurement is itself only known as an interval.
 *
 * @param low lower end of the limit in base units
 * @param high upper end; the same for a fixed limit
 * @param text as people read it, with the comparison
 */
record Bound(Comparison comparison, double low, double high, String text) {

    /** How a measurement stands to the limit. */
    enum Standing {
        /** The whole interval keeps the limit. */
        KEPT,
        /** The limit lies in the interval, or nothing was measured. */
        UNDECIDED,
        /** The whole interval breaks the limit. */
        BROKEN
    }

    Standing of(Measured measured) {
        if (!measured.known() || !(measured.lower() <= measured.upper())) {
            return Standing.UNDECIDED;
        }
        if (keeps(measured)) {
            return Standing.KEPT;
        }
        return breaks(measured) ? Standing.BROKEN : Standing.UNDECIDED;
    }

    private boolean keeps(Measured measured) {
        return switch (comparison) {
            case BELOW -> measured.upper() < low;
            case AT_MOST -> measured.upper() <= low;
            case ABOVE -> measured.lower() > high;
            case AT_LEAST -> measured.lower() >= high;
        };
    }

    private boolean breaks(Measured measured) {
        return switch (comparison) {
            case BELOW -> measured.lower() >= high;
            case AT_MOST -> measured.lower() > high;
            case ABOVE -> measured.upper() <= low;
            case AT_LEAST -> measured.upper() < low;
        };
    }

    /** The worse, the larger; what was not measured is worst. */
    double badness(Measured measured) {
        if (!measured.known()) {
            return Double.POSITIVE_INFINITY;
        }
        return comparison.upperLimit() ? measured.upper() : -measured.lower();
    }

    /** By how much a measurement that breaks the limit does so beyond doubt. */
    double breach(Measured measured) {
        return comparison.upperLimit() ? measured.lower() - high : low - measured.upper();
    }
}
