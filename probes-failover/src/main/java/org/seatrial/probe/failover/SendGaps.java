package org.seatrial.probe.failover;

import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;

/**
 * The longest time between two packets of a stream, by phase.
 *
 * <p>A late sender is no outage, but whatever happened to the design between two of its packets went unseen.
 */
final class SendGaps {

    private final PhaseClock phases;
    private long baselineNs;
    private long faultNs;
    private long recoveryNs;

    SendGaps(PhaseClock phases) {
        this.phases = phases;
    }

    /** Counts a gap in every phase that it touches. */
    void between(long fromNs, long untilNs) {
        Phase first = phases.phaseOf(fromNs);
        Phase last = phases.phaseOf(untilNs);
        long gapNs = untilNs - fromNs;
        if (first == Phase.BASELINE) {
            baselineNs = Math.max(baselineNs, gapNs);
        }
        if (first != Phase.RECOVERY && last != Phase.BASELINE) {
            faultNs = Math.max(faultNs, gapNs);
        }
        if (last == Phase.RECOVERY) {
            recoveryNs = Math.max(recoveryNs, gapNs);
        }
    }

    OutageLog.Gaps longest() {
        return new OutageLog.Gaps(baselineNs, faultNs, recoveryNs);
    }
}
