package org.seatrial.engine.sys;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A reused {@code struct timespec}: sleeping and reading clocks without allocation. For one thread. */
public final class Timespec {

    private static final long NS_PER_S = 1_000_000_000L;

    private final MemorySegment segment = Arena.ofAuto().allocate(16, 8);

    /** Sleeps until an instant of the monotonic clock; may return early if a signal arrives. */
    public void sleepUntil(long monotonicNs) {
        set(monotonicNs);
        ClockCalls.sleepUntil(segment);
    }

    /** CLOCK_REALTIME in nanoseconds since 1970. */
    public long realtimeNs() {
        Linux.checked("clock_gettime", ClockCalls.clockGettime(Linux.CLOCK_REALTIME, segment));
        return segment.get(JAVA_LONG, 0) * NS_PER_S + segment.get(JAVA_LONG, 8);
    }

    /** The steps in which timers of the monotonic clock fire, in nanoseconds: 1 where the kernel has high-resolution timers. */
    public long timerStepNs() {
        Linux.checked("clock_getres", ClockCalls.clockGetres(Linux.CLOCK_MONOTONIC, segment));
        return segment.get(JAVA_LONG, 0) * NS_PER_S + segment.get(JAVA_LONG, 8);
    }

    /** The segment, holding {@code ns}, for calls that take a span or an instant. */
    public MemorySegment of(long ns) {
        set(ns);
        return segment;
    }

    private void set(long ns) {
        segment.set(JAVA_LONG, 0, ns / NS_PER_S);
        segment.set(JAVA_LONG, 8, ns % NS_PER_S);
    }
}
