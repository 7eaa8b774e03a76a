package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What the kernel knows of CLOCK_REALTIME: whether a time service disciplines it, and the bound of its error that the service
 * keeps up to date (RFC 5905 "maximum error"; between updates the kernel lets it grow by 500 ppm). For one thread.
 */
public final class ClockDiscipline {

    private static final int TIMEX_BYTES = 208;
    private static final int MAXIMUM_ERROR_US = 24;
    private static final int STATUS = 40;
    private static final int STA_UNSYNC = 0x40;
    private static final int TIME_ERROR = 5;

    private final MemorySegment timex = Arena.ofAuto().allocate(TIMEX_BYTES, 8);
    private boolean synchronised;
    private long maximumErrorNs;

    public ClockDiscipline() {
        read();
    }

    /** Asks the kernel again. Changes nothing: a mode of 0 only reads. */
    public void read() {
        timex.fill((byte) 0);
        int state = Linux.checked("adjtimex", ClockCalls.adjtimex(timex));
        synchronised = state != TIME_ERROR && (timex.get(JAVA_INT, STATUS) & STA_UNSYNC) == 0;
        maximumErrorNs = timex.get(JAVA_LONG, MAXIMUM_ERROR_US) * 1_000;
    }

    public boolean synchronised() {
        return synchronised;
    }

    /** Nanoseconds; means little while the clock is not synchronised. */
    public long maximumErrorNs() {
        return maximumErrorNs;
    }
}
