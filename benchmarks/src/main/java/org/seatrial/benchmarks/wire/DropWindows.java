package org.seatrial.benchmarks.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.engine.sys.SchedulingCalls;
import org.seatrial.engine.wire.DropWindow;
import org.seatrial.engine.wire.WireControl;

/** Exact drop windows in both directions of a wire, one after the other, and what the wire says of each. */
final class DropWindows {

    /** Not whole multiples of a packet interval, so that the windows' edges fall anywhere between two packets. */
    private static final long[] LENGTHS_NS = {5_370_000, 50_230_000, 500_710_000};

    private static final int[] TIMES = {60, 30, 15};
    /** A window that is commanded late begins late. */
    private static final long AHEAD_NS = 10_000_000;

    private static final long GAP_NS = 15_000_000;
    private static final int GAP_SPREAD_NS = 10_000_000;

    private final WireControl control;
    private final Random random;
    private final List<List<DropWindow>> windows = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<List<DropWindow>> lateWindows = List.of(new ArrayList<>(), new ArrayList<>());

    /** @param seed of their order and of the time between them */
    DropWindows(WireControl control, long seed) {
        this.control = control;
        this.random = new Random(seed);
    }

    /** How long all of them take at most, nanoseconds. */
    static long longestNs() {
        long total = 0;
        for (int i = 0; i < LENGTHS_NS.length; i++) {
            total += TIMES[i] * (LENGTHS_NS[i] + 2 * AHEAD_NS + GAP_NS + GAP_SPREAD_NS);
        }
        return total;
    }

    /** Opens and closes every window, in an order of its own. */
    void run() {
        List<Long> lengths = new ArrayList<>();
        for (int i = 0; i < LENGTHS_NS.length; i++) {
            lengths.addAll(Collections.nCopies(TIMES[i], LENGTHS_NS[i]));
        }
        Collections.shuffle(lengths, random);
        // Beside a sender and a wire on two processors a fair thread would give some of its commands too late.
        SchedulingCalls.runAtOnce();
        for (long length : lengths) {
            long from = System.nanoTime() + AHEAD_NS;
            for (int direction = 0; direction < 2; direction++) {
                control.silence(0, direction, from, from + length);
            }
            boolean inTime = System.nanoTime() < from;
            waitUntil(from + length + GAP_NS + random.nextInt(GAP_SPREAD_NS));
            for (int direction = 0; direction < 2; direction++) {
                (inTime ? windows : lateWindows).get(direction).add(control.dropWindow(0, direction));
            }
        }
        SchedulingCalls.runFairly();
    }

    static void waitUntil(long instantNs) {
        for (long left = instantNs - System.nanoTime(); left > 0; left = instantNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    List<DropWindow> of(int direction) {
        return windows.get(direction);
    }

    /** Those that were commanded after they should have begun, so that nobody knows when they did. */
    List<DropWindow> late(int direction) {
        return lateWindows.get(direction);
    }
}
