package org.seatrial.engine.wire;

/** The clocks of a strand: its own, and the relation to that of the kernel's stamps. */
interface StampClock {

    /** CLOCK_MONOTONIC. */
    long nowNs();

    /** CLOCK_REALTIME minus CLOCK_MONOTONIC, as sampled last. */
    long offsetNs();

    /** Samples the offset again, because a stamp contradicts it. */
    void resample();
}
