package org.seatrial.probe.failover;

import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;

/**
 * The longest of some spans, by phase. What lies between two packets goes unseen, and a span that touches two phases
 * may have struck in either.
 */
final class LongestByPhase {

    private final PhaseClock phases;
    private long baselineNs;
    private long faultNs;
    private long recoveryNs;

    LongestByPhase(PhaseClock phases) {
        this.phases = phases;
    }

    /** Counts a span of some length in every phase that it touches. */
    void span(long fromNs, long untilNs, long lengthNs) {
        Phase first = phases.phaseOf(fromNs);
        Phase last = phases.phaseOf(untilNs);
        if (first == Phase.BASELINE) {
            baselineNs = Math.max(baselineNs, lengthNs);
        }
        if (first != Phase.RECOVERY && last != Phase.BASELINE) {
            faultNs = Math.max(faultNs, lengthNs);
        }
        if (last == Phase.RECOVERY) {
            recoveryNs = Math.max(recoveryNs, lengthNs);
        }
    }

    /** Takes over what is longest in another, less a time that is in each of its spans; 0 stays 0. */
    void merge(LongestByPhase other, long lessNs) {
        baselineNs = Math.max(baselineNs, less(other.baselineNs, lessNs));
        faultNs = Math.max(faultNs, less(other.faultNs, lessNs));
        recoveryNs = Math.max(recoveryNs, less(other.recoveryNs, lessNs));
    }

    private static long less(long spanNs, long lessNs) {
        return spanNs == 0 ? 0 : Math.max(0, spanNs - lessNs);
    }

    OutageLog.Gaps longest() {
        return new OutageLog.Gaps(baselineNs, faultNs, recoveryNs);
    }
}
