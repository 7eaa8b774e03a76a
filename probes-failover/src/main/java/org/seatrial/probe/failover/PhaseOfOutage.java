package org.seatrial.probe.failover;

import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;

/**
 * Which phase an outage belongs to: that of its first missing packet, except that a change also takes what was on its
 * way when it struck.
 *
 * <p>A packet sent before a cable is pulled is lost if it is still in the cable or in a queue. Called baseline, the
 * outage would escape every gate on the fault.
 */
final class PhaseOfOutage {

    /** More than any path of a design under test holds: 10 000 km of fibre. */
    static final long IN_FLIGHT_NS = 50_000_000;

    private final PhaseClock phases;
    private final long healReachNs;

    PhaseOfOutage(PhaseClock phases) {
        this.phases = phases;
        // In a fault shorter than that, what the fault itself does must not be taken for what healing did.
        this.healReachNs = Math.min(IN_FLIGHT_NS, Math.max(0, (phases.healNs() - phases.faultNs()) / 2));
    }

    /**
     * The phase of an outage.
     *
     * @param intendedNs when its first missing packet was due
     * @param sentNs when that was handed to the kernel
     * @param endedNs when the first good packet after it had been seen; {@link Long#MAX_VALUE} if none was
     */
    Phase outage(long intendedNs, long sentNs, long endedNs) {
        long latestNs = Math.max(intendedNs, sentNs);
        return switch (phases.phaseOf(latestNs)) {
            case BASELINE -> latestNs >= phases.faultNs() - IN_FLIGHT_NS ? Phase.FAULT : Phase.BASELINE;
            case FAULT ->
                latestNs >= phases.healNs() - healReachNs && endedNs >= phases.healNs() ? Phase.RECOVERY : Phase.FAULT;
            case RECOVERY -> Phase.RECOVERY;
        };
    }

    /** Whether an outage of a phase, seen to last until an instant, outlasted the fault. */
    boolean healed(Phase phase, long untilNs) {
        return phase == Phase.FAULT && untilNs >= phases.healNs();
    }
}
