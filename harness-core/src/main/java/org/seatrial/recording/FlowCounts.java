package org.seatrial.recording;

/**
 * Packets of one flow in one trial.
 *
 * @param intended due by the schedule
 * @param offered handed to the kernel
 * @param received arrived in time, each counted once
 * @param late arrived after the forwarding delay threshold
 * @param duplicate extra copies
 * @param reordered arrived after a later sequence of their stream
 * @param overRange delays beyond the histogram's range, clamped
 */
public record FlowCounts(
        long intended, long offered, long received, long late, long duplicate, long reordered, long overRange) {

    public long lost() {
        return intended - received - late;
    }
}
