package org.seatrial.engine.wire;

/** How the wire process waits for what is due. */
public enum WireMode {
    /** Sleeps, and spins only for the last stretch: for labs whose routers share the processors. */
    ECONOMICAL,
    /** Never sleeps: a processor for each thread, and the smallest release error. */
    SPINNING
}
