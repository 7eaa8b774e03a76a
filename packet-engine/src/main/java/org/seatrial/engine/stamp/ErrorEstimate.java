package org.seatrial.engine.stamp;

/**
 * The error estimate of RFC 4656 section 4.1.2: how far a clock may be off, as {@code multiplier × 2^(scale - 32)} seconds.
 *
 * @param synchronised whether the clock is synchronised to UTC by an external source (S)
 * @param format of the timestamps it goes with (Z)
 * @param scale 0 to 63
 * @param multiplier 1 to 255; 0 is forbidden, and what carries it counts as corrupt
 */
record ErrorEstimate(boolean synchronised, TimestampFormat format, int scale, int multiplier) {

    private static final int S = 0x8000;
    private static final int Z = 0x4000;
    private static final int LARGEST_MULTIPLIER = 255;
    private static final double UNIT_NS = 1e9 / (1L << 32);

    ErrorEstimate {
        if (scale < 0 || scale > 63 || multiplier < 1 || multiplier > LARGEST_MULTIPLIER) {
            throw new IllegalArgumentException("no error estimate has scale " + scale + ", multiplier " + multiplier);
        }
    }

    /** The smallest estimate that is not below an error. */
    static ErrorEstimate atLeast(long errorNs, boolean synchronised, TimestampFormat format) {
        double units = Math.max(1, errorNs / UNIT_NS);
        int scale = 0;
        while (units > LARGEST_MULTIPLIER && scale < 63) {
            units /= 2;
            scale++;
        }
        return new ErrorEstimate(synchronised, format, scale, (int) Math.min(LARGEST_MULTIPLIER, Math.ceil(units)));
    }

    int bits() {
        return (synchronised ? S : 0) | (format == TimestampFormat.PTP ? Z : 0) | (scale << 8) | multiplier;
    }

    static boolean valid(int bits) {
        return (bits & 0xff) != 0;
    }

    static boolean synchronised(int bits) {
        return (bits & S) != 0;
    }

    static TimestampFormat format(int bits) {
        return (bits & Z) == 0 ? TimestampFormat.NTP : TimestampFormat.PTP;
    }

    /** Nanoseconds, rounded up; as long as a long can hold. */
    static long errorNs(int bits) {
        return (long) Math.ceil(Math.scalb((bits & 0xff) * UNIT_NS, (bits >> 8) & 0x3f));
    }
}
