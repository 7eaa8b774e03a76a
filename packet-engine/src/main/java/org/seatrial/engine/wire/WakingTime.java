package org.seatrial.engine.wire;

/**
 * How long before a frame is due the thread must be called, so that it runs in time nine times out of ten: what waking takes
 * differs by a factor between machines, and between an idle and a busy one. The rest of the time is spent spinning, so calling
 * too early costs processor time and calling too late costs accuracy.
 */
final class WakingTime {

    private static final long FIRST_NS = 30_000;
    private static final long LEAST_NS = 4_000;
    private static final long MOST_NS = 60_000;

    /** What is left to do between waking and the release. */
    private static final long READY_NS = 2_000;

    private static final long STEP_NS = 50;
    private static final int ODDS = 9;

    private long neededNs = FIRST_NS;

    long aheadNs() {
        return neededNs + READY_NS;
    }

    /** There was time between two frames, but less than waking is thought to take: thought so for ever, if nobody ever tried. */
    void untried() {
        neededNs = Math.max(LEAST_NS, neededNs - STEP_NS);
    }

    /** A sleep ended by the clock this long after it should have. */
    void took(long overshootNs) {
        // Up nine steps or down one: comes to rest where nine of ten sleeps end earlier.
        neededNs = overshootNs > neededNs
                ? Math.min(MOST_NS, neededNs + ODDS * STEP_NS)
                : Math.max(LEAST_NS, neededNs - STEP_NS);
    }
}
