package org.seatrial.engine.wire;

/**
 * Times in which a thread of the wire process did not run though it should have. Frames due then left late, which their
 * release errors show; a stall without frames harms nothing.
 *
 * @param count stalls longer than {@link #NOTABLE_NS} since the process started
 * @param worstNs the longest; 0 if there was none
 * @param worstAtNs when the longest ended, on the monotonic clock
 */
public record WireStalls(long count, long worstNs, long worstAtNs) {

    /** Shorter ones are the kernel's everyday business. */
    public static final long NOTABLE_NS = 1_000_000;
}
