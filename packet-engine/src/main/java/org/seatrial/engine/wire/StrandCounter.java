package org.seatrial.engine.wire;

/** What is counted of each direction of a wire. A frame that arrives ends in exactly one of the first eight. */
enum StrandCounter {
    /** Left at the far end. */
    PASSED(0),
    /** Swallowed by the drop window: a commanded fault. */
    SILENCED(1),
    /** Lost by the loss ratio: a property of the link. */
    LOST(2),
    /** Found the queue in front of the line full: a property of the link. */
    QUEUE_FULL(3),
    /** Was due while the far end had no carrier: a pulled cable. */
    DARK(4),
    /** Larger than the ring's slots, which only a frame that was never cut to the MTU is: a drop of our own making. */
    OVERSIZE(5),
    /** Not taken by the kernel though there was carrier: a drop of our own making. */
    REFUSED(6),
    /** Dropped by the kernel because the ring was full: a drop of our own making. */
    OVERRUN(7),
    CORRUPTED(8),
    DUPLICATED(9),
    REORDERED(10),
    /** Frames whose stamp contradicted the monotonic clock, so that the instant they were noticed stands for it. */
    MISSTAMPED(11);

    /** The counter's place in the shared memory. */
    final int place;

    StrandCounter(int place) {
        this.place = place;
    }
}
