package org.seatrial.recording;

/**
 * The instants that divide a trial, on the monotonic clock.
 *
 * @param startNs first intended packet
 * @param faultNs the first fault was commanded (earliest instant); {@link Long#MAX_VALUE} in a quiet trial
 * @param healNs healing was commanded (earliest instant); {@link Long#MAX_VALUE} if there was no fault
 * @param endNs traffic was stopped
 */
public record PhaseClock(long startNs, long faultNs, long healNs, long endNs) {

    public Phase phaseOf(long intendedNs) {
        if (intendedNs < faultNs) {
            return Phase.BASELINE;
        }
        return intendedNs < healNs ? Phase.FAULT : Phase.RECOVERY;
    }
}
