package org.seatrial.engine.wire;

/**
 * The port in front of a link of given rate: frames leave one after the other, each taking the time of its octets on the
 * line, and those that wait are bounded. Works on the arrival stamps alone, so that what is dropped does not depend on when
 * the wire looks.
 */
final class LineQueue {

    /** The frame found the queue full. */
    static final long FULL = Long.MIN_VALUE;

    /** Frame check sequence, preamble with start delimiter, and the gap between frames (IEEE 802.3). */
    private static final int LINE_OVERHEAD = 4 + 8 + 12;

    /** Shorter frames are padded (IEEE 802.3; without the frame check sequence). */
    private static final int SHORTEST_FRAME = 60;

    private static final double BITS_NS = 8e9;

    private long freeNs = Long.MIN_VALUE;
    private double remainderNs;

    /**
     * Takes a frame.
     *
     * @param frameBytes Ethernet frame without frame check sequence
     * @return when its last bit has left, or {@link #FULL}
     */
    long admit(long arrivalNs, int frameBytes, double rateBitsPerSecond, long queueBytes) {
        int lineBytes = Math.max(frameBytes, SHORTEST_FRAME) + LINE_OVERHEAD;
        long begin = arrivalNs;
        if (freeNs > arrivalNs) {
            double waiting = (freeNs - arrivalNs) * rateBitsPerSecond / BITS_NS;
            if (waiting + lineBytes > queueBytes) {
                return FULL;
            }
            begin = freeNs;
        } else {
            remainderNs = 0;
        }
        // Whole nanoseconds alone would make a fast line up to some hundredths of a percent faster than it is.
        double exactNs = lineBytes * BITS_NS / rateBitsPerSecond + remainderNs;
        long wholeNs = (long) exactNs;
        remainderNs = exactNs - wholeNs;
        freeNs = begin + wholeNs;
        return freeNs;
    }
}
