package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.seatrial.benchmarks.Row;
import org.seatrial.engine.wire.DropWindow;
import org.seatrial.engine.wire.WireMode;
import org.seatrial.generators.PacketTrafficGenerator;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.failover.OutageObserver;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.PhaseClock;
import org.seatrial.topology.Endpoint;
import org.seatrial.topology.LinkCharacter;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.Precision;
import org.seatrial.traffic.TrafficSession;

/**
 * Outages of known length, measured by the product's own sender, receiver and observer at 10 000 packets a second in each
 * direction. The wire drops between two instants of the clock, exactly: that is the truth.
 */
public final class OutageRow {

    private static final double PER_SECOND = 10_000;
    private static final double INTERVAL_US = 1e6 / PER_SECOND;
    private static final double BAR_US = INTERVAL_US + 10;
    private static final long WARM_UP_NS = 1_500_000_000L;
    private static final int FRAME_BYTES = 128;

    private OutageRow() {}

    /** A window of the truth and the outage that was measured for it. */
    private record Pair(DropWindow window, Outage outage) {

        long truthNs() {
            return window.untilNs() - window.fromNs();
        }

        double errorUs() {
            return Math.abs(outage.timestampNs() - truthNs()) / 1e3;
        }

        /**
         * Whether the frames on either side of its edges reached the wire as evenly as they were meant to be sent. Where they
         * did not, sender or kernel stood still there, and no estimate from evenly sent packets is good.
         */
        boolean even() {
            return apartUs(window.lastPassedBeforeNs(), window.firstDroppedNs()) <= BAR_US
                    && apartUs(window.lastDroppedNs(), window.firstPassedAfterNs()) <= BAR_US;
        }

        private static double apartUs(OptionalLong one, OptionalLong next) {
            return (next.orElseThrow() - one.orElseThrow()) / 1e3;
        }

        boolean inside() {
            return outage.lowerNs() <= truthNs() && truthNs() <= outage.upperNs();
        }
    }

    /** Exit 1 if a figure misses its bar. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("outages");
        int exit;
        try (TwoHosts hosts = new TwoHosts(1, LinkCharacter.PLAIN, WireMode.ECONOMICAL)) {
            DropWindows windows = new DropWindows(hosts.control());
            List<Outage> outages = outages(hosts, windows, folder);
            Row row = new Row("outages of 5, 50, 500 ms at 10000/s");
            List<Pair> pairs = pairs(outages, windows, row);
            judge(pairs, row);
            exit = row.exitCode();
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.exit(exit);
    }

    private static double[] one(double value) {
        return new double[] {value};
    }

    private static List<Outage> outages(TwoHosts hosts, DropWindows windows, Path folder) throws IOException {
        Flow flow = new Flow(
                "probe",
                new Endpoint("a", "a0"),
                new Endpoint("b", "b0"),
                true,
                1,
                PER_SECOND,
                FRAME_BYTES,
                Flow.FORWARDING_DELAY_THRESHOLD,
                Precision.PRECISE,
                1);
        Duration longest = Duration.ofNanos(WARM_UP_NS + DropWindows.longestNs() + 2_000_000_000L);
        try (TrafficSession session = new PacketTrafficGenerator().open(new HostsLab(hosts), List.of(flow), longest)) {
            long start = session.start();
            DropWindows.waitUntil(start + WARM_UP_NS);
            windows.run();
            session.stop(Duration.ofMillis(200));
            PhaseClock phases = new PhaseClock(start, Long.MAX_VALUE, Long.MAX_VALUE, System.nanoTime());
            Observation observation = new OutageObserver().observe(new FlowContext(flow, phases, session.clock()));
            session.replay(flow, Duration.ofMillis(500), observation);
            EvidenceFile file = observation.finish(folder);
            return OutageList.read(folder, file).outages();
        }
    }

    /** Finds the outage of each window by its time; what is left over is an outage that nobody made. */
    private static List<Pair> pairs(List<Outage> outages, DropWindows windows, Row row) {
        List<Pair> pairs = new ArrayList<>();
        List<Outage> left = new ArrayList<>(outages);
        long missed = 0;
        long dropped = 0;
        long missing = 0;
        int late = 0;
        for (int direction = 0; direction < 2; direction++) {
            for (DropWindow window : windows.late(direction)) {
                late++;
                left.removeAll(during(window, direction, left));
            }
            for (DropWindow window : windows.of(direction)) {
                List<Outage> found = during(window, direction, left);
                left.removeAll(found);
                dropped += window.dropped();
                missing += found.stream().mapToLong(Outage::missing).sum();
                if (found.size() == 1) {
                    pairs.add(new Pair(window, found.getFirst()));
                } else {
                    missed++;
                }
            }
        }
        row.aloneAtLeast("outages measured", "outages", one(pairs.size()), 200);
        row.alone("windows without exactly one outage", "windows", one(missed), 0);
        row.aloneForInformation("windows commanded too late to be known", "windows", one(late));
        row.aloneForInformation("outages outside every window", "outages", one(left.size()));
        row.aloneForInformation("packets missing less frames the wire dropped", "packets", one(missing - dropped));
        return pairs;
    }

    private static List<Outage> during(DropWindow window, int direction, List<Outage> outages) {
        return outages.stream()
                .filter(outage -> outage.stream() == direction
                        && outage.endNs() > window.fromNs()
                        && outage.startNs() < window.untilNs())
                .toList();
    }

    private static void judge(List<Pair> pairs, Row row) {
        double within = pairs.stream().filter(pair -> pair.errorUs() <= BAR_US).count();
        row.aloneAtLeast(
                "share with an error of at most one interval and 10 us", "%", one(100 * within / pairs.size()), 99);
        row.aloneForInformation("error p50", "us", one(quantile(pairs, 0.5)));
        row.alone("error p99", "us", one(quantile(pairs, 0.99)), BAR_US);
        row.aloneForInformation("error max", "us", one(quantile(pairs, 1)));
        List<Pair> even = pairs.stream().filter(Pair::even).toList();
        row.aloneForInformation(
                "outages at whose edges frames reached the wire over one interval and 10 us apart",
                "outages",
                one(pairs.size() - even.size()));
        row.aloneForInformation(
                "of these with an error beyond that",
                "outages",
                one(pairs.stream()
                        .filter(pair -> !pair.even() && pair.errorUs() > BAR_US)
                        .count()));
        row.aloneForInformation(
                "of the others with an error beyond that",
                "outages",
                one(even.stream().filter(pair -> pair.errorUs() > BAR_US).count()));
        row.aloneForInformation(
                "error p99 of the others", "us", one(even.isEmpty() ? Double.NaN : quantile(even, 0.99)));
        TreeMap<Long, List<Pair>> byLength = new TreeMap<>();
        pairs.forEach(pair -> byLength.computeIfAbsent(pair.truthNs(), length -> new ArrayList<>())
                .add(pair));
        byLength.forEach((length, some) -> row.aloneForInformation(
                "error p99 of " + some.size() + " of " + length / 1_000_000 + " ms", "us", one(quantile(some, 0.99))));
        double inside = pairs.stream().filter(Pair::inside).count();
        row.aloneAtLeast("truth inside the stated interval", "%", one(100 * inside / pairs.size()), 99);
        row.aloneForInformation(
                "stated interval, from its lower end to the truth p50",
                "us",
                one(quantile(pairs, 0.5, pair -> pair.truthNs() - pair.outage().lowerNs())));
        for (double quantile : new double[] {0.5, 0.99}) {
            row.aloneForInformation(
                    "the same, from the truth to its upper end p" + Math.round(100 * quantile),
                    "us",
                    one(quantile(pairs, quantile, pair -> pair.outage().upperNs() - pair.truthNs())));
        }
    }

    private static double quantile(List<Pair> pairs, double quantile) {
        return quantile(pairs, quantile, pair -> pair.errorUs() * 1e3);
    }

    /** Of some nanoseconds, in µs. */
    private static double quantile(List<Pair> pairs, double quantile, ToDoubleFunction<Pair> ns) {
        int rank = (int) Math.ceil(quantile * pairs.size());
        return pairs.stream()
                .mapToDouble(ns)
                .sorted()
                .skip(Math.max(0, rank - 1))
                .map(value -> value / 1e3)
                .findFirst()
                .orElseThrow();
    }
}
