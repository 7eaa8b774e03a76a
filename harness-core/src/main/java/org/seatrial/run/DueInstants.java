package org.seatrial.run;

import org.seatrial.recording.Interference;

/**
 * Instants at which something was due to run, evenly spaced, and how many of them came late. Not thread-safe.
 */
final class DueInstants {

    private final long everyNs;
    private long due;
    private long late;

    DueInstants(long everyNs) {
        this.everyNs = everyNs;
    }

    /** One that came {@code latenessNs} after its instant, with all that would have been due while it waited. */
    void came(long latenessNs) {
        due += within(latenessNs);
        late += latenessNs > Interference.LATE_NS ? within(latenessNs - Interference.LATE_NS) : 0;
    }

    private long within(long stallNs) {
        return 1 + Math.max(0, stallNs) / everyNs;
    }

    /** 0 to 1; 0 before the first. */
    double lateShare() {
        return due == 0 ? 0 : (double) late / due;
    }
}
