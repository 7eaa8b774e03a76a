package org.seatrial.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
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
 * Outages of known length, measured once.
 *
 * @param measured those of which exactly one was found for a window
 * @param missed windows for which none was found, or several
 * @param late windows that were commanded too late to be a truth
 * @param unexplained outages outside every window
 * @param missingLessDropped packets that the outages say are missing, less the frames that the wire dropped
 */
record OutageRound(List<MeasuredOutage> measured, int missed, int late, int unexplained, long missingLessDropped) {

    private static final long WARM_UP_NS = 1_500_000_000L;
    private static final int FRAME_BYTES = 128;

    /**
     * Makes both hosts and the wire, and removes them.
     *
     * @param perSecond packets each way
     * @param seed of the order and the distances of the windows
     */
    static OutageRound measure(double perSecond, long seed) throws IOException {
        Path folder = Files.createTempDirectory("outages");
        try (TwoHosts hosts = new TwoHosts(1, LinkCharacter.PLAIN, WireMode.ECONOMICAL)) {
            DropWindows windows = new DropWindows(hosts.control(), seed);
            return matched(outages(hosts, windows, perSecond, folder), windows);
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    double share(Predicate<MeasuredOutage> what) {
        return (double) measured.stream().filter(what).count() / measured.size();
    }

    /** Of some nanoseconds, in µs; NaN without an outage. */
    double quantileUs(double quantile, Predicate<MeasuredOutage> of, ToLongFunction<MeasuredOutage> ns) {
        long[] sorted = measured.stream().filter(of).mapToLong(ns).sorted().toArray();
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank - 1)] / 1e3;
    }

    private static List<Outage> outages(TwoHosts hosts, DropWindows windows, double perSecond, Path folder)
            throws IOException {
        Flow flow = new Flow(
                "probe",
                new Endpoint("a", "a0"),
                new Endpoint("b", "b0"),
                true,
                1,
                perSecond,
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
    private static OutageRound matched(List<Outage> outages, DropWindows windows) {
        List<MeasuredOutage> measured = new ArrayList<>();
        List<Outage> left = new ArrayList<>(outages);
        int missed = 0;
        int late = 0;
        long missingLessDropped = 0;
        for (int direction = 0; direction < 2; direction++) {
            for (DropWindow window : windows.late(direction)) {
                late++;
                left.removeAll(during(window, direction, left));
            }
            for (DropWindow window : windows.of(direction)) {
                List<Outage> found = during(window, direction, left);
                left.removeAll(found);
                missingLessDropped += found.stream().mapToLong(Outage::missing).sum() - window.dropped();
                if (found.size() == 1) {
                    measured.add(new MeasuredOutage(window, found.getFirst()));
                } else {
                    missed++;
                }
            }
        }
        return new OutageRound(List.copyOf(measured), missed, late, left.size(), missingLessDropped);
    }

    private static List<Outage> during(DropWindow window, int direction, List<Outage> outages) {
        return outages.stream()
                .filter(outage -> outage.stream() == direction
                        && outage.endNs() > window.fromNs()
                        && outage.startNs() < window.untilNs())
                .toList();
    }
}
