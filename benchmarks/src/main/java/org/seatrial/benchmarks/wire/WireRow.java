package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.seatrial.benchmarks.Row;
import org.seatrial.engine.wire.WireMode;
import org.seatrial.topology.LinkCharacter;

/**
 * The release error of the wire at 175 µs with both directions loaded, spinning and economical, and a lab of fifty wires. The
 * rates are those of each direction. Figures are medians of rounds.
 */
public final class WireRow {

    static final LinkCharacter FIBRE = new LinkCharacter(175_000, 0, 0, 0);
    private static final long WARM_UP_NS = 1_000_000_000L;
    private static final long ROUND_NS = 2_000_000_000L;
    private static final long SETTLE_NS = 50_000_000L;
    private static final int ROUNDS = 7;
    private static final int MANY = 50;

    private WireRow() {}

    /** Runs the rows named by the arguments ({@code spinning economical many}), or all; exit 1 if one fails. */
    public static void main(String[] arguments) throws IOException {
        List<String> wanted = arguments.length == 0 ? List.of("spinning", "economical", "many") : List.of(arguments);
        int exit = 0;
        if (wanted.contains("spinning")) {
            Row row = new Row("wire, spinning, 100000/s each way");
            SpinningWire.measure(row, ROUNDS, ROUND_NS);
            exit |= row.exitCode();
        }
        if (wanted.contains("economical")) {
            Row row = new Row("wire, economical, 10000/s each way");
            economical(row, 1, 10_000, new Bars(0.5, 450, 0.40));
            exit |= row.exitCode();
        }
        if (wanted.contains("many")) {
            Row row = new Row(MANY + " wires, economical, 200/s each way");
            economical(row, MANY, 200, new Bars(5, 450, 1));
            exit |= row.exitCode();
        }
        System.exit(exit);
    }

    /** What release errors and processor time must not exceed. */
    record Bars(double p50Us, double p99Us, double cores) {}

    private static void economical(Row row, int wires, double perSecond, Bars bars) throws IOException {
        try (TwoHosts hosts = new TwoHosts(wires, FIBRE, WireMode.ECONOMICAL);
                FrameLoad load = new FrameLoad(hosts, wires, true)) {
            load.run(perSecond, WARM_UP_NS);
            WireRound[] rounds = new WireRound[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = WireRound.measure(hosts, load, wires, perSecond, ROUND_NS);
            }
            print(row, rounds, bars);
            crossing(row, hosts, load, perSecond);
            double stallUs = hosts.control().stalls().worstNs() / 1e3;
            row.aloneForInformation("worst stall of the wire process", "us", new double[] {stallUs});
        }
    }

    static void print(Row row, WireRound[] rounds, Bars bars) {
        row.alone("release error p50", "us", WireRound.figures(rounds, WireRound::p50Us), bars.p50Us());
        row.alone("release error p99", "us", WireRound.figures(rounds, WireRound::p99Us), bars.p99Us());
        row.aloneForInformation("release error max", "us", WireRound.figures(rounds, WireRound::maxUs));
        row.alone("processor", "cores", WireRound.figures(rounds, WireRound::cores), bars.cores());
        row.alone("frames unaccounted for", "frames", WireRound.worst(rounds, WireRound::lost), 0);
        row.aloneForInformation(
                "frames that found the ring full", "frames", WireRound.worst(rounds, WireRound::overruns));
        row.aloneForInformation("frames refused by the kernel", "frames", WireRound.worst(rounds, WireRound::refused));
    }

    /** The same as an eye at the far end sees it, with the kernels' time on both sides in it. */
    static void crossing(Row row, TwoHosts hosts, FrameLoad load, double perSecond) {
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
}
