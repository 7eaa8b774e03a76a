package org.seatrial.engine.stamp;

import org.seatrial.engine.sys.ClockDiscipline;
import org.seatrial.engine.sys.Timespec;

/** This host's wall clock and what it says of itself in error estimates, asked anew every second. For one thread. */
final class LocalClock {

    private static final long PERIOD_NS = 1_000_000_000;

    private final Timespec timespec = new Timespec();
    private final ClockDiscipline discipline = new ClockDiscipline();
    private int ntpEstimate;
    private int ptpEstimate;
    private long nextNs;

    LocalClock() {
        estimate();
    }

    /** CLOCK_REALTIME in nanoseconds since 1970. */
    long wallNs() {
        return timespec.realtimeNs();
    }

    /** To be called now and then. */
    void refresh(long monotonicNs) {
        if (monotonicNs >= nextNs) {
            nextNs = monotonicNs + PERIOD_NS;
            discipline.read();
            estimate();
        }
    }

    private void estimate() {
        boolean synchronised = discipline.synchronised();
        long errorNs = discipline.maximumErrorNs();
        ntpEstimate = ErrorEstimate.atLeast(errorNs, synchronised, TimestampFormat.NTP)
                .bits();
        ptpEstimate = ErrorEstimate.atLeast(errorNs, synchronised, TimestampFormat.PTP)
                .bits();
    }

    int errorEstimate(TimestampFormat format) {
        return switch (format) {
            case NTP -> ntpEstimate;
            case PTP -> ptpEstimate;
        };
    }
}
