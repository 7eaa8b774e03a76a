package org.seatrial.recording;

import java.util.List;

/**
 * A span of the monotonic clock in which all processors of the lab's machine were in use: whatever needed one may have
 * waited for it as long, and an owner's machines, which share none, would not have.
 *
 * @param fromNs when it was known to have begun
 * @param untilNs until when it was known to last; after {@code fromNs}
 */
public record Crowding(long fromNs, long untilNs) {

    public Crowding {
        if (untilNs <= fromNs) {
            throw new IllegalArgumentException("a crowding from " + fromNs + " until " + untilNs + " ns has no length");
        }
    }

    /** How much of the time between two instants all processors were in use, nanoseconds. */
    public static long within(List<Crowding> crowded, long fromNs, long untilNs) {
        return crowded.stream()
                .mapToLong(one -> Math.max(0, Math.min(untilNs, one.untilNs) - Math.max(fromNs, one.fromNs)))
                .sum();
    }
}
