package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.seatrial.benchmarks.Row;
import org.seatrial.engine.wire.WireMode;

/**
 * A spinning wire in turn with loops that have no wire and no frame ({@link ClockLoop}), because what interrupts them all
 * changes by the minute: one that only reads the clock, one that takes as long for each instant as the kernel takes for a frame, and
 * the same beside the wire's load. While they run the wire's process is stopped, so that its processor is free.
 */
final class SpinningWire {

    private static final double PER_SECOND = 100_000;
    private static final double BOTH_WAYS = 2 * PER_SECOND;
    private static final long WARM_UP_NS = 2_000_000_000L;
    private static final long SETTLE_NS = 100_000_000L;

    private final TwoHosts hosts;
    private final FrameLoad load;
    private final WireRound[] wire;
    private final ClockLoop[] clock;
    private final ClockLoop[] sending;
    private final ClockLoop[] besideLoad;

    private SpinningWire(TwoHosts hosts, FrameLoad load, int rounds) {
        this.hosts = hosts;
        this.load = load;
        wire = new WireRound[rounds];
        clock = new ClockLoop[rounds];
        sending = new ClockLoop[rounds];
        besideLoad = new ClockLoop[rounds];
    }

    /** Adds to a row what a number of rounds show. */
    static void measure(Row row, int rounds, long roundNs) throws IOException {
        try (TwoHosts hosts = new TwoHosts(1, WireRow.FIBRE, WireMode.SPINNING);
                FrameLoad load = new FrameLoad(hosts, 1, false)) {
            SpinningWire turns = new SpinningWire(hosts, load, rounds);
            long costNs = turns.kernelTimeByFrame();
            for (int i = 0; i < rounds; i++) {
                turns.round(i, costNs, roundNs);
            }
            turns.print(row, costNs);
            WireRow.crossing(row, hosts, load, PER_SECOND);
        }
    }

    /** What a frame takes of the kernel's time in the wire process, nanoseconds. */
    private long kernelTimeByFrame() throws IOException {
        load.run(PER_SECOND, WARM_UP_NS / 2);
        long systemBefore = hosts.systemNs();
        long sentBefore = load.sent();
        load.run(PER_SECOND, WARM_UP_NS);
        return (hosts.systemNs() - systemBefore) / Math.max(1, load.sent() - sentBefore);
    }

    private void round(int i, long costNs, long roundNs) throws IOException {
        wire[i] = WireRound.measure(hosts, load, 1, PER_SECOND, roundNs);
        hosts.halt();
        try {
            clock[i] = ClockLoop.measure(BOTH_WAYS, 0, roundNs);
            sending[i] = ClockLoop.measure(BOTH_WAYS, costNs, roundNs);
            try (BesideLoad _ = new BesideLoad(load, PER_SECOND)) {
                besideLoad[i] = ClockLoop.measure(BOTH_WAYS, costNs, roundNs);
            }
        } finally {
            hosts.resume();
        }
        // What is in the ring by now leaves late, and is not the next round's.
        LockSupport.parkNanos(SETTLE_NS);
    }

    private void print(Row row, long costNs) {
        double[] p99Us = WireRound.figures(wire, WireRound::p99Us);
        WireRow.print(row, wire, new WireRow.Bars(0.1, 10, 1.05));
        row.aloneForInformation("of it in the kernel, by frame", "ns", new double[] {costNs});
        row.aloneForInformation("a loop that only reads the clock: lateness p99", "us", of(clock, ClockLoop::p99Us));
        row.aloneForInformation("its gaps over 10 us", "1/s", of(clock, ClockLoop::gapsPerSecond));
        row.aloneForInformation("time lost in them", "%", of(clock, ClockLoop::gapsPercent));
        String loop = "release error p99 against a loop that takes " + costNs + " ns for each instant";
        row.information(loop, "us", p99Us, of(sending, ClockLoop::p99Us));
        row.information(loop + " beside the load", "us", p99Us, of(besideLoad, ClockLoop::p99Us));
    }

    private static double[] of(ClockLoop[] rounds, ToDoubleFunction<ClockLoop> figure) {
        return Arrays.stream(rounds).mapToDouble(figure).toArray();
    }
}
