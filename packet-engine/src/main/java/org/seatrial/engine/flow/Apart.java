package org.seatrial.engine.flow;

import java.util.BitSet;
import org.seatrial.engine.sys.SchedulingCalls;

/**
 * Keeps the receive loop off the processor of a sender that spins. The loop wakes a thousand times a second with real-time
 * priority, and the kernel wakes such a thread where it ran last, even if another processor is idle: it would push a fair
 * sender aside for some 20 µs each time, which is a tenth of its packets at 10 000 a second.
 *
 * <p>Not for a sender of bursts: those are for rate, and fewer went without loss where the two were kept apart.
 */
final class Apart {

    private Apart() {}

    /** The calling thread spins: it may run on any processor but the last. Where there is only one, on that. */
    static void spinning() {
        BitSet all = SchedulingCalls.processors();
        if (all.cardinality() > 1) {
            all.clear(all.length() - 1);
            SchedulingCalls.runOn(all);
        }
    }

    /** The calling thread wakes often: it runs on the last processor only. */
    static void waking() {
        BitSet all = SchedulingCalls.processors();
        if (all.cardinality() > 1) {
            SchedulingCalls.runOn(all.length() - 1);
        }
    }
}
