package org.seatrial.recording;

/**
 * What became of one intended call. All instants are monotonic nanoseconds.
 *
 * @param stream index within the workload
 * @param sequence from 0, without gaps within a stream: the one of its exchange
 * @param setUpNs when it was answered; 0 if it never was
 * @param endedNs when its end, good or bad, was known; 0 if that was not seen
 */
public record Call(int stream, long sequence, long setUpNs, long endedNs, End end) {

    /** How a call ended. */
    public enum End {
        /** Set up, held, and cleared by the caller. */
        CLEARED,
        /** Set up, and then cleared by the other side, or by nobody. */
        DROPPED,
        /** Rejected, or not answered within the caller's patience. */
        NOT_SET_UP,
        /** The caller never made it. */
        NOT_MADE
    }

    public boolean wasSetUp() {
        return end == End.CLEARED || end == End.DROPPED;
    }
}
