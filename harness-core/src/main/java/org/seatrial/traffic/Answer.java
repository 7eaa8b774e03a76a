package org.seatrial.traffic;

/** What became of one intended exchange. */
public enum Answer {
    /** Answered as it should be. */
    GOOD,
    /** Answered with an error, or refused. */
    BAD,
    /** Asked, and not answered within the patience of the workload. */
    NONE,
    /** Never asked: the client could not, because the one before it was in its way or it stopped first. */
    UNASKED
}
