package org.seatrial.benchmarks.wire;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
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
    private static final int ROUNDS = 5;
    private static final int MANY = 50;

    private WireRow() {}

    /** What one round showed. */
    private record Round(
            double p50Us, double p99Us, double maxUs, double cores, double lost, double overruns, double refused) {}

    /** Runs the rows named by the arguments ({@code spinning economical many}), or all; exit 1 if one fails. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        List<String> wanted = arguments.length == 0 ? List.of("spinning", "economical", "many") : List.of(arguments);
        boolean passed = true;
        if (wanted.contains("spinning")) {
            Row row = new Row("wire spinning 100000/s", out);
            double rate = Double.parseDouble(System.getProperty("rate", "100000"));
            measure(row, 1, WireMode.SPINNING, rate, 0.1, 10, 1.05);
            passed &= row.passed();
        }
        if (wanted.contains("economical")) {
            Row row = new Row("wire economical 10000/s", out);
            measure(row, 1, WireMode.ECONOMICAL, 10_000, 0.5, 450, 0.40);
            passed &= row.passed();
        }
        if (wanted.contains("many")) {
            Row row = new Row(MANY + " wires economical 200/s each", out);
            measure(row, MANY, WireMode.ECONOMICAL, 200, 5, 450, 1);
            passed &= row.passed();
        }
        if (!passed) {
            System.exit(1);
        }
    }

    private static void measure(
            Row row, int wires, WireMode mode, double perSecond, double p50Us, double p99Us, double cores)
            throws IOException {
        try (TwoHosts hosts = new TwoHosts(wires, FIBRE, mode);
                FrameLoad load = new FrameLoad(hosts, wires, mode == WireMode.ECONOMICAL)) {
            load.run(perSecond, WARM_UP_NS);
            Round[] rounds = new Round[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = round(hosts, load, wires, perSecond);
            }
            row.atMost("release error p50", median(rounds, Round::p50Us), "us", p50Us);
            row.atMost("release error p99", median(rounds, Round::p99Us), "us", p99Us);
            row.information("release error max", median(rounds, Round::maxUs), "us");
            row.atMost("processor", median(rounds, Round::cores), "cores", cores);
            row.atMost("frames unaccounted for", worst(rounds, Round::lost), "frames", 0);
            row.information("frames that found the ring full", worst(rounds, Round::overruns), "frames");
            row.information("frames refused by the kernel", worst(rounds, Round::refused), "frames");
            try (FarEnd far = new FarEnd(hosts, "b", "b0")) {
                load.run(perSecond, WARM_UP_NS / 4);
                LockSupport.parkNanos(50_000_000);
                long[] crossings = far.crossingsNs();
                double beyond = crossings[crossings.length / 2] - FIBRE.delayNs();
                row.information("crossing beyond 175 us p50, seen at the far end", beyond / 1e3, "us");
                beyond = crossings[crossings.length * 99 / 100] - FIBRE.delayNs();
                row.information("crossing beyond 175 us p99, seen at the far end", beyond / 1e3, "us");
            }
            row.information(
                    "worst stall of the wire process", hosts.control().stalls().worstNs() / 1e3, "us");
        }
    }

    private static Round round(TwoHosts hosts, FrameLoad load, int wires, double perSecond) {
        WireReading[] before = readings(hosts.control(), wires);
        long sentBefore = load.sent();
        long processorBefore = hosts.processorNs();
        long began = System.nanoTime();
        load.run(perSecond, ROUND_NS);
        LockSupport.parkNanos(50_000_000);
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

    private static double median(Round[] rounds, Figure figure) {
        return Arrays.stream(rounds).mapToDouble(figure::of).sorted().toArray()[rounds.length / 2];
    }

    private static double worst(Round[] rounds, Figure figure) {
        return Arrays.stream(rounds).mapToDouble(figure::of).max().orElseThrow();
    }
}
