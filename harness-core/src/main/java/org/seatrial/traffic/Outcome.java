package org.seatrial.traffic;

/** What became of one intended packet. */
public enum Outcome {
    /** Arrived within the forwarding delay threshold. */
    RECEIVED,
    /** Arrived, but later than the forwarding delay threshold (RFC 6412): counts as impaired. */
    LATE,
    /** Sent, and never seen again. */
    LOST,
    /** The kernel refused to send it, or the sender stopped first. Counts as bad, never hidden. */
    UNSENT;

    /** Whether the packet did what the design promised. */
    public boolean good() {
        return this == RECEIVED;
    }
}
