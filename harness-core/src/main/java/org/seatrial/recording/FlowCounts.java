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

    /** Due, and never handed to the kernel: the generator's own loss. */
    public long unsent() {
        return intended - offered;
    }

    /** Due, and never arrived, whoever lost them. */
    public long lost() {
        return intended - received - late;
    }
}
