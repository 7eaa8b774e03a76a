package org.seatrial.engine.sys;

/**
 * Samples CLOCK_REALTIME minus CLOCK_MONOTONIC ({@link System#nanoTime} on Linux). Kernel stamps are of the former,
 * everything else of the latter. For one thread.
 */
public final class ClockOffset {

    /** A jump between two samples above this is a step of the wall clock, not slewing. */
    public static final long STEP_NS = 1_000_000;

    private static final int TRIES = 5;

    private final Timespec timespec = new Timespec();
    private long offsetNs;
    private long errorNs;
    private boolean stepped;

    public ClockOffset() {
        offsetNs = read();
    }

    /** Reads both clocks again; keeps the worst error seen. */
    public void sample() {
        long before = offsetNs;
        offsetNs = read();
        long change = Math.abs(offsetNs - before);
        if (change > STEP_NS) {
            stepped = true;
        } else {
            errorNs = Math.max(errorNs, change);
        }
    }

    private long read() {
        long narrowest = Long.MAX_VALUE;
        long offset = 0;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            long wall = timespec.realtimeNs();
            long after = System.nanoTime();
            if (after - before < narrowest) {
                narrowest = after - before;
                offset = wall - (before + (after - before) / 2);
            }
        }
        errorNs = Math.max(errorNs, narrowest / 2);
        return offset;
    }

    public long offsetNs() {
        return offsetNs;
    }

    /** Half the read bracket or the largest drift between two samples, whichever is larger. */
    public long errorNs() {
        return errorNs;
    }

    public boolean stepped() {
        return stepped;
    }
}
