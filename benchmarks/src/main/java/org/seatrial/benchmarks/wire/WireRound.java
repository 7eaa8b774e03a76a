package org.seatrial.benchmarks.wire;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.seatrial.engine.wire.ReleaseErrors;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.engine.wire.WireReading;

/**
 * What one round of load showed.
 *
 * @param p50Us release error of the frames of all wires
 * @param p99Us release error
 * @param maxUs release error
 * @param cores processor time of the wire process over the time that passed
 * @param lost frames that nobody accounts for
 * @param overruns frames that found the ring full
 * @param refused frames that the kernel did not take
 */
record WireRound(double p50Us, double p99Us, double maxUs, double cores, double lost, double overruns, double refused) {

    private static final long SETTLE_NS = 50_000_000L;

    /**
     * Loads every wire in both directions for a time.
     *
     * @param perSecond frames into each end of each wire
     */
    static WireRound measure(TwoHosts hosts, FrameLoad load, int wires, double perSecond, long forNs) {
        WireReading[] before = readings(hosts.control(), wires);
        long sentBefore = load.sent();
        long processorBefore = hosts.processorNs();
        long began = System.nanoTime();
        load.run(perSecond, forNs);
        LockSupport.parkNanos(SETTLE_NS);
        double cores = (double) (hosts.processorNs() - processorBefore) / (System.nanoTime() - began);
        WireReading[] after = readings(hosts.control(), wires);
        ReleaseErrors errors = after[0].since(before[0]).errors();
        long accounted = 0;
        long overruns = 0;
        long refused = 0;
        for (int i = 0; i < after.length; i++) {
            WireReading since = after[i].since(before[i]);
            errors = i == 0 ? errors : errors.and(since.errors());
            accounted += since.accounted();
            overruns += since.overrun();
            refused += since.refused();
        }
        return new WireRound(
                errors.quantileNs(0.5) / 1e3,
                errors.quantileNs(0.99) / 1e3,
                errors.quantileNs(1) / 1e3,
                cores,
                Math.max(0, load.sent() - sentBefore - accounted),
                overruns,
                refused);
    }

    private static WireReading[] readings(WireControl control, int wires) {
        WireReading[] readings = new WireReading[2 * wires];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = control.reading(i / 2, i % 2);
        }
        return readings;
    }

    /** A figure of each round. */
    static double[] figures(WireRound[] rounds, ToDoubleFunction<WireRound> figure) {
        return Arrays.stream(rounds).mapToDouble(figure).toArray();
    }

    /** The largest of a figure of the rounds. */
    static double[] worst(WireRound[] rounds, ToDoubleFunction<WireRound> figure) {
        return new double[] {Arrays.stream(rounds).mapToDouble(figure).max().orElseThrow()};
    }
}
