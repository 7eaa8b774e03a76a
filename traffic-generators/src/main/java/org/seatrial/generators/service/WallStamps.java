package org.seatrial.generators.service;

import java.util.Map;
import java.util.TreeMap;
import org.seatrial.engine.sys.ClockOffset;

/**
 * Converts stamps of the wall clock, by which other programs tell time, into the monotonic clock of everything else. The
 * relation of the two clocks is sampled while the program runs, because the wall clock is slewed.
 */
final class WallStamps {

    private final ClockOffset clock = new ClockOffset();
    private final TreeMap<Long, Long> offsets = new TreeMap<>();

    WallStamps() {
        sample();
    }

    /** To be called every second or so. */
    synchronized void sample() {
        clock.sample();
        offsets.put(System.nanoTime() + clock.offsetNs(), clock.offsetNs());
    }

    /** @param wallNs CLOCK_REALTIME */
    synchronized long monotonicNs(long wallNs) {
        Map.Entry<Long, Long> known = offsets.floorEntry(wallNs);
        return wallNs - (known == null ? offsets.firstEntry().getValue() : known.getValue());
    }

    synchronized long offsetNs() {
        return clock.offsetNs();
    }

    /** How wrong a converted stamp may be, either way, nanoseconds. */
    synchronized long errorNs() {
        return clock.errorNs();
    }

    synchronized boolean stepped() {
        return clock.stepped();
    }
}
