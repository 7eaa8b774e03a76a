package org.seatrial.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LabException;
import org.seatrial.lab.LinkControl;
import org.seatrial.lab.ReferencePath;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.Observer;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.SelfTest;
import org.seatrial.topology.Endpoint;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficSession;

/**
 * Measures the instrument before it measures the design: what a clock reading costs, how late a sleeper wakes, the
 * delay of an empty path, and an outage whose length is known, by the same observer that judges the design.
 */
final class InstrumentTest {

    private static final int STREAMS = 16;
    private static final double PACKETS_PER_SECOND = 500;
    private static final int FRAME_BYTES = 128;
    private static final long WARM_UP_NS = 1_500_000_000L;
    private static final long CUT_AFTER_NS = 1_500_000_000L;
    private static final long KNOWN_OUTAGE_NS = 50_000_000L;
    private static final long CUT_DEADLINE_NS = 30_000_000_000L;
    private static final long TRAFFIC_NS = 2_000_000_000L;
    private static final int SLEEPS = 200;
    private static final int CLOCK_READS = 1001;

    private final Lab lab;
    private final Adapters adapters;
    private final Logbook log;
    private final Cancellation cancellation;
    private final List<String> doubts = new ArrayList<>();

    InstrumentTest(Lab lab, Adapters adapters, Logbook log, Cancellation cancellation) {
        this.lab = lab;
        this.adapters = adapters;
        this.log = log;
        this.cancellation = cancellation;
    }

    /**
     * @param folder for the evidence of the known outage
     * @throws org.seatrial.fault.HealException if the reference path could not be healed
     */
    SelfTest run(String labName, Path folder) {
        long clockReadNs = clockRead();
        long sleepNs = sleepLateness();
        Optional<ReferencePath> path = lab.referencePath();
        Optional<LinkControl> links = lab.links();
        if (path.isEmpty() || links.isEmpty()) {
            return unmeasured(
                    clockReadNs,
                    sleepNs,
                    "lab " + labName + " has no reference path: the instrument's noise floor is not known");
        }
        try {
            return onPath(labName, path.get(), links.get(), folder, clockReadNs, sleepNs);
        } catch (LabException e) {
            return unmeasured(clockReadNs, sleepNs, "the self-test failed: " + e.getMessage());
        }
    }

    private SelfTest unmeasured(long clockReadNs, long sleepNs, String why) {
        doubts.add(why);
        return new SelfTest(false, clockReadNs, sleepNs, 0, 0, 0, 0, 0, 0, 0, 0, false, null, true, doubts);
    }

    private SelfTest onPath(
            String labName, ReferencePath path, LinkControl links, Path folder, long clockReadNs, long sleepNs) {
        Flow flow = flow(path);
        warmUp(flow);
        Optional<ProcessorTime> before = ProcessorTime.read();
        try (TrafficSession session =
                adapters.generatorFor(lab).open(lab, List.of(flow), Duration.ofNanos(2 * TRAFFIC_NS))) {
            long startNs = session.start();
            cancellation.sleepUntil(log.clock(), startNs + CUT_AFTER_NS);
            Span known = cut(labName, path, links);
            cancellation.sleepUntil(log.clock(), startNs + TRAFFIC_NS);
            PhaseClock phases = new PhaseClock(
                    startNs,
                    known.cut().beforeNs(),
                    known.heal().beforeNs(),
                    log.clock().monotonicNanos());
            session.stop(TrialTimes.DRAIN);
            Optional<Double> steal =
                    before.flatMap(earlier -> ProcessorTime.read().flatMap(now -> now.stolenSince(earlier)));
            boolean stepped = session.clock().stepped();
            if (stepped) {
                doubts.add("the wall clock was stepped during the self-test");
            }
            PathStatistics statistics = new PathStatistics(phases);
            Optional<Outage> worst = observe(session, flow, phases, statistics, folder);
            if (statistics.samples() == 0) {
                doubts.add("no packet crossed the reference path before its known outage");
            }
            worst.ifPresent(outage -> compare(known, outage));
            return new SelfTest(
                    true,
                    clockReadNs,
                    sleepNs,
                    statistics.latenessP99Ns(),
                    statistics.delayP50Ns(),
                    statistics.delayP99Ns(),
                    known.middleNs(),
                    known.errorNs(),
                    worst.map(Outage::lowerNs).orElse(0L),
                    worst.map(Outage::upperNs).orElse(Long.MAX_VALUE),
                    statistics.samples(),
                    stepped,
                    steal.orElse(null),
                    session.prompt(),
                    doubts);
        }
    }

    /** Runs the same code until it is compiled: what it costs in the first second is the JVM's and not measured. */
    private void warmUp(Flow flow) {
        try (TrafficSession session =
                adapters.generatorFor(lab).open(lab, List.of(flow), Duration.ofNanos(2 * WARM_UP_NS))) {
            cancellation.sleepUntil(log.clock(), session.start() + WARM_UP_NS);
        }
    }

    private Span cut(String labName, ReferencePath path, LinkControl links) {
        Undo undo = links.prepareSilence(path.link(), Strand.BOTH, "self-test/" + labName);
        log.willBreak(undo, log.clock().monotonicNanos() + CUT_DEADLINE_NS);
        Healing healing = new Healing(adapters.healers(), log.ledger());
        Optional<Commanded> cut = Optional.empty();
        Commanded heal;
        try {
            Commanded commanded = links.silence(path.link(), Strand.BOTH);
            cut = Optional.of(commanded);
            log.ledger().injected(undo, commanded);
            cancellation.sleepUntil(log.clock(), commanded.afterNs() + KNOWN_OUTAGE_NS);
        } finally {
            cancellation.absorbInterrupt();
            heal = healing.heal(undo);
        }
        Commanded commanded = cut.orElseThrow();
        log.events().commanded(commanded, "self-test-cut", "", undo.description());
        log.events().commanded(heal, "self-test-heal", "", undo.description());
        return new Span(commanded, heal);
    }

    private Optional<Outage> observe(
            TrafficSession session, Flow flow, PhaseClock phases, PathStatistics statistics, Path folder) {
        Optional<Observer> observer = adapters.observer("outages");
        if (observer.isEmpty()) {
            session.replay(flow, EvidenceCollection.FORWARDING_DELAY_THRESHOLD, statistics);
            doubts.add("nothing observes outages: the known outage was not measured");
            return Optional.empty();
        }
        Observation outages = observer.get().observe(new FlowContext(flow, phases, session.clock()));
        session.replay(
                flow,
                EvidenceCollection.FORWARDING_DELAY_THRESHOLD,
                (stream, sequence, intended, started, completed, outcome, copies, reordered) -> {
                    statistics.sample(stream, sequence, intended, started, completed, outcome, copies, reordered);
                    outages.sample(stream, sequence, intended, started, completed, outcome, copies, reordered);
                });
        try {
            Files.createDirectories(folder);
            List<Outage> found = OutageList.read(folder, outages.finish(folder)).outages();
            long streams = found.stream().mapToInt(Outage::stream).distinct().count();
            if (streams != flow.allStreams() || found.size() != flow.allStreams()) {
                doubts.add("the known outage struck all " + flow.allStreams() + " streams once each, but "
                        + found.size() + " outages were measured on " + streams);
            }
            return found.stream().max(Comparator.comparingLong(Outage::upperNs));
        } catch (IOException e) {
            throw new UncheckedIOException("the self-test's evidence could not be kept in " + folder, e);
        }
    }

    private void compare(Span known, Outage measured) {
        if (measured.upperNs() < known.shortestNs() || measured.lowerNs() > known.longestNs()) {
            doubts.add("an outage of " + known.shortestNs() / 1_000 + " to " + known.longestNs() / 1_000
                    + " µs was measured as " + measured.lowerNs() / 1_000 + " to " + measured.upperNs() / 1_000
                    + " µs");
        }
    }

    private static Flow flow(ReferencePath path) {
        String from = path.from().node();
        String to = path.to().node();
        return new Flow(
                "reference",
                new Endpoint(from, path.link().endAt(from).interfaceName()),
                new Endpoint(to, path.link().endAt(to).interfaceName()),
                false,
                STREAMS,
                PACKETS_PER_SECOND,
                FRAME_BYTES);
    }

    private long clockRead() {
        long[] costs = new long[CLOCK_READS];
        for (int i = 0; i < costs.length; i++) {
            long before = log.clock().monotonicNanos();
            costs[i] = log.clock().monotonicNanos() - before;
        }
        Arrays.sort(costs);
        return costs[costs.length / 2];
    }

    private long sleepLateness() {
        long[] late = new long[SLEEPS];
        for (int i = 0; i < SLEEPS; i++) {
            long due = log.clock().monotonicNanos() + 1_000_000L;
            cancellation.sleepUntil(log.clock(), due);
            late[i] = Math.max(0, log.clock().monotonicNanos() - due);
        }
        Arrays.sort(late);
        return late[SLEEPS * 99 / 100];
    }

    /** The known outage: between the two commands lies its length. */
    private record Span(Commanded cut, Commanded heal) {
        long shortestNs() {
            return heal.beforeNs() - cut.afterNs();
        }

        long longestNs() {
            return heal.afterNs() - cut.beforeNs();
        }

        long middleNs() {
            return shortestNs() + (longestNs() - shortestNs()) / 2;
        }

        /** Half the width, rounded up. */
        long errorNs() {
            return Math.ceilDiv(longestNs() - shortestNs(), 2);
        }
    }
}
