package org.seatrial.lab;

import java.util.OptionalInt;

/** A program that was started in a node. Closing it kills what still runs of it. */
public interface RunningProgram extends AutoCloseable {

    /** Read on the monotonic clock just before it was started. */
    long startedNs();

    /** Whether it has ended, or its time is over: then {@link #await} returns at once. */
    boolean ended();

    /** Waits for its end, no longer than it may take, and kills it then. Safe to call again. */
    End await();

    @Override
    void close();

    /**
     * How a program ended.
     *
     * @param atNs monotonic instant at which the end was noticed
     * @param exitCode empty if it was killed because its time was over
     */
    record End(long atNs, OptionalInt exitCode) {}
}
