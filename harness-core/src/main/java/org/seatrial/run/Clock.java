package org.seatrial.run;

import java.time.Instant;

/**
 * Time, as the run loop sees it. Every wait of the loop goes through it, so that a whole run takes milliseconds in
 * virtual time.
 */
public interface Clock {

    /** CLOCK_MONOTONIC in nanoseconds: the only clock that instants are compared on. */
    long monotonicNanos();

    /** The wall clock, for people only. */
    Instant wall();

    /** Whether it is this machine's own time, in which the machine can stand still. */
    boolean real();

    /**
     * Waits until an instant of the monotonic clock; returns at once if it has passed.
     *
     * @throws InterruptedException if the thread is interrupted before or while it waits
     */
    void sleepUntil(long monotonicNanos) throws InterruptedException;
}
