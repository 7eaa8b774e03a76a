package org.seatrial.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seatrial.recording.Crowding;

/** Tells from the kernel's count of processor time when all processors were in use. Not thread-safe. */
final class Crowds {

    /** Between two looks: the kernel counts in steps of 10 ms. */
    static final long EVERY_NS = 500_000_000;

    /** Of all processors' time: the rest is what it takes to go from one program to the next. */
    private static final double IN_USE = 0.9;

    private final List<Crowding> seen = new ArrayList<>();
    private @Nullable ProcessorTime last;
    private long lastNs;

    /** What the kernel has counted until an instant. */
    void look(long nowNs, ProcessorTime now) {
        ProcessorTime before = last;
        if (before != null && nowNs > lastNs && now.usedSince(before).orElse(0.0) > IN_USE) {
            boolean goesOn = !seen.isEmpty() && seen.getLast().untilNs() == lastNs;
            long fromNs = goesOn ? seen.removeLast().fromNs() : lastNs;
            seen.add(new Crowding(fromNs, nowNs));
        }
        last = now;
        lastNs = nowNs;
    }

    /** By time, and apart from each other. */
    List<Crowding> seen() {
        return List.copyOf(seen);
    }
}
