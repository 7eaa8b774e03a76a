package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.benchmarks.Row;
import org.seatrial.engine.wire.ReleaseErrors;
import org.seatrial.engine.wire.WireControl;
import org.seatrial.engine.wire.WireMode;
import org.seatrial.engine.wire.WireReading;
import org.seatrial.topology.LinkCharacter;

/**
 * The release error of the wire at 175 µs with both directions loaded, spinning and economical, and a lab of fifty wires. The
 * rates are those of each direction. Figures are medians of rounds.
 */
public final class WireRow {

    private static final LinkCharacter FIBRE = new LinkCharacter(175_000, 0, 0, 0);
    private static final long WARM_UP_NS = 1_000_000_000L;
    private static final long ROUND_NS = 2_000_000_000L;
    private static final long SETTLE_NS = 50_000_000L;
    private static final int ROUNDS = 7;
    private static final int MANY = 50;

    private WireRow() {}

    /** What one round showed. */
    private record Round(
            double p50Us, double p99Us, double maxUs, double cores, double lost, double overruns, double refused) {}

    /** Runs the rows named by the arguments ({@code spinning economical many}), or all; exit 1 if one fails. */
    public static void main(String[] arguments) throws IOException {
        List<String> wanted = arguments.length == 0 ? List.of("spinning", "economical", "many") : List.of(arguments);
        int exit = 0;
        if (wanted.contains("spinning")) {
            Row row = new Row("wire, spinning, 100000/s each way");
            long costNs = measure(row, 1, WireMode.SPINNING, 100_000, new Bars(0.1, 10, 1.05));
            ClockLoop.measure(row, "", 2 * 100_000, 0, ROUNDS, ROUND_NS);
            ClockLoop.measure(row, "", 2 * 100_000, costNs, ROUNDS, ROUND_NS);
            try (TwoHosts hosts = new TwoHosts(1, FIBRE, WireMode.SPINNING);
                    LoadAlone _ = new LoadAlone(hosts, 100_000)) {
                ClockLoop.measure(row, " beside the load", 2 * 100_000, costNs, ROUNDS, ROUND_NS);
            }
            exit |= row.exitCode();
        }
        if (wanted.contains("economical")) {
            Row row = new Row("wire, economical, 10000/s each way");
            measure(row, 1, WireMode.ECONOMICAL, 10_000, new Bars(0.5, 450, 0.40));
            exit |= row.exitCode();
        }
        if (wanted.contains("many")) {
            Row row = new Row(MANY + " wires, economical, 200/s each way");
            measure(row, MANY, WireMode.ECONOMICAL, 200, new Bars(5, 450, 1));
            exit |= row.exitCode();
        }
        System.exit(exit);
    }

    /** What release errors and processor time must not exceed. */
    private record Bars(double p50Us, double p99Us, double cores) {}

    /** Returns what a frame takes of the kernel's time in the wire process, nanoseconds. */
    private static long measure(Row row, int wires, WireMode mode, double perSecond, Bars bars) throws IOException {
        try (TwoHosts hosts = new TwoHosts(wires, FIBRE, mode);
                FrameLoad load = new FrameLoad(hosts, wires, mode == WireMode.ECONOMICAL)) {
            load.run(perSecond, WARM_UP_NS);
            Round[] rounds = new Round[ROUNDS];
            long sentBefore = load.sent();
            long systemBefore = hosts.systemNs();
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = round(hosts, load, wires, perSecond);
            }
            long systemNs = hosts.systemNs() - systemBefore;
            long costNs = systemNs / Math.max(1, load.sent() - sentBefore);
            row.alone("release error p50", "us", figures(rounds, Round::p50Us), bars.p50Us());
            row.alone("release error p99", "us", figures(rounds, Round::p99Us), bars.p99Us());
            row.aloneForInformation("release error max", "us", figures(rounds, Round::maxUs));
            row.alone("processor", "cores", figures(rounds, Round::cores), bars.cores());
            row.aloneForInformation("of it in the kernel, by frame", "ns", new double[] {costNs});
            row.alone("frames unaccounted for", "frames", worst(rounds, Round::lost), 0);
            row.aloneForInformation("frames that found the ring full", "frames", worst(rounds, Round::overruns));
            row.aloneForInformation("frames refused by the kernel", "frames", worst(rounds, Round::refused));
            crossing(row, hosts, load, perSecond);
            double stallUs = hosts.control().stalls().worstNs() / 1e3;
            row.aloneForInformation("worst stall of the wire process", "us", new double[] {stallUs});
            return costNs;
        }
    }

    /** The same as an eye at the far end sees it, with the kernels' time on both sides in it. */
    private static void crossing(Row row, TwoHosts hosts, FrameLoad load, double perSecond) {
        try (FarEnd far = new FarEnd(hosts, "b", "b0")) {
            load.run(perSecond, WARM_UP_NS / 4);
            LockSupport.parkNanos(SETTLE_NS);
            long[] crossings = far.crossingsNs();
            double p50Us = (crossings[crossings.length / 2] - FIBRE.delayNs()) / 1e3;
            double p99Us = (crossings[crossings.length * 99 / 100] - FIBRE.delayNs()) / 1e3;
            row.aloneForInformation("crossing beyond 175 us at the far end p50", "us", new double[] {p50Us});
            row.aloneForInformation("crossing beyond 175 us at the far end p99", "us", new double[] {p99Us});
        }
    }

    private static Round round(TwoHosts hosts, FrameLoad load, int wires, double perSecond) {
        WireReading[] before = readings(hosts.control(), wires);
        long sentBefore = load.sent();
        long processorBefore = hosts.processorNs();
        long began = System.nanoTime();
        load.run(perSecond, ROUND_NS);
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
        return new Round(
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

    /** A figure of a round. */
    private interface Figure {
        double of(Round round);
    }

    private static double[] figures(Round[] rounds, Figure figure) {
        return Arrays.stream(rounds).mapToDouble(figure::of).toArray();
    }

    private static double[] worst(Round[] rounds, Figure figure) {
        return new double[] {Arrays.stream(rounds).mapToDouble(figure::of).max().orElseThrow()};
    }
}
