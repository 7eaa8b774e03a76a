package org.seatrial.recording;

import java.util.List;

/**
 * The outages of one flow in one trial, and what bounds the outages that are not in the list.
 *
 * @param streams streams observed
 * @param fewestPackets intended packets of the stream that had fewest; 0 means that a stream was not observed at all
 * @param gaps the longest time between two packets of a stream handed to the kernel: a shorter outage cannot be seen
 * @param unseen the longest outage that can lie between two packets of a stream which followed one another and both
 *     arrived: the time between their sends, and what the second was delayed beyond the path's shortest delay
 * @param delayThresholdNs a packet later than this was taken for missing (RFC 6412 forwarding delay threshold); -1 if
 *     it was not recorded
 * @param outages by stream, then by time
 */
public record OutageLog(
        int streams, long fewestPackets, Gaps gaps, Gaps unseen, long delayThresholdNs, List<Outage> outages) {

    /** What {@link #delayThresholdNs} is if it was not recorded. */
    public static final long NO_THRESHOLD = -1;

    public OutageLog {
        outages = List.copyOf(outages);
    }

    /** As version 1 of the outage list recorded it: what went unseen is known by the sender's gaps alone. */
    public OutageLog(int streams, long fewestPackets, Gaps gaps, List<Outage> outages) {
        this(streams, fewestPackets, gaps, gaps, NO_THRESHOLD, outages);
    }

    /** Longest times in nanoseconds that touch a phase; 0 where nothing was sent. */
    public record Gaps(long baselineNs, long faultNs, long recoveryNs) {
        public long of(Phase phase) {
            return switch (phase) {
                case BASELINE -> baselineNs;
                case FAULT -> faultNs;
                case RECOVERY -> recoveryNs;
            };
        }
    }
}
