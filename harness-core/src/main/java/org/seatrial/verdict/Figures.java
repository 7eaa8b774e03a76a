package org.seatrial.verdict;

import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** Measured values as people read them. */
final class Figures {

    private Figures() {}

    static String text(Dimension dimension, double value) {
        return Quantities.format(dimension, value);
    }

    /** Nanoseconds. */
    static String time(long nanoseconds) {
        return Quantities.format(Dimension.TIME, (double) nanoseconds);
    }

    /** A value with its uncertainty interval. */
    static String text(Measured measured) {
        if (!measured.known()) {
            return "not measured (" + measured.doubt() + ")";
        }
        Dimension dimension = measured.dimension();
        String value = text(dimension, measured.value());
        String interval = measured.lower() == measured.upper()
                ? ""
                : " [%s, %s]".formatted(text(dimension, measured.lower()), text(dimension, measured.upper()));
        return value + interval;
    }

    static String percent(double share) {
        return Quantities.format(Dimension.RATIO, share);
    }
}
