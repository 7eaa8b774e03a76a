package org.seatrial.recording;

import java.util.List;

/**
 * The outages of one flow in one trial, and what bounds the outages that are not in the list.
 *
 * @param streams streams observed
 * @param fewestPackets intended packets of the stream that had fewest; 0 means that a stream was not observed at all
 * @param gaps the longest time between two packets of a stream handed to the kernel: a shorter outage cannot be seen
 * @param outages by stream, then by time
 */
public record OutageLog(int streams, long fewestPackets, Gaps gaps, List<Outage> outages) {

    public OutageLog {
        outages = List.copyOf(outages);
    }

    /** Longest send gaps in nanoseconds that touch a phase; 0 where nothing was sent. */
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
