package org.seatrial.topology;

/** Whether a node is part of the design under certification or belongs to the test equipment. */
public enum Role {
    /** System under test (RFC 2285). */
    SUT,
    /** Originates and receives test traffic (RFC 2544 section 6). */
    TESTER
}
