package org.seatrial.lab;

import org.seatrial.fault.Impairment;

/**
 * What a link does to frames, and has done.
 *
 * @param beforeNs monotonic instant before the reading
 * @param afterNs and after it
 */
public record ImpairmentReading(long beforeNs, long afterNs, Direction aToB, Direction bToA) {

    /**
     * One direction. Counters run since the link was made.
     *
     * @param setting what it does beyond its design, as read back; with {@link Impairment#NONE} it is as designed
     * @param passed frames that left at the far end
     * @param lost frames lost by the link's own loss, designed or not
     * @param corrupted frames that left with a bit turned over
     * @param duplicated frames that left twice
     * @param reordered frames held back for others to overtake
     * @param congested frames that found the queue in front of the line full
     */
    public record Direction(
            Impairment setting,
            long passed,
            long lost,
            long corrupted,
            long duplicated,
            long reordered,
            long congested) {}
}
