package org.seatrial.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seatrial.engine.sys.Timespec;
import org.seatrial.fault.Healer;
import org.seatrial.fault.Strand;
import org.seatrial.fault.Undo;
import org.seatrial.generators.PacketTrafficGenerator;
import org.seatrial.lab.Lab;
import org.seatrial.lab.LinkControl;
import org.seatrial.probe.FlowContext;
import org.seatrial.probe.Observation;
import org.seatrial.probe.failover.OutageObserver;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.PhaseClock;
import org.seatrial.topology.Design;
import org.seatrial.topology.Link;
import org.seatrial.traffic.Flow;
import org.seatrial.traffic.TrafficSession;

/**
 * Outages of 5, 50 and 500 ms, made by the wire between two instants of the clock, as measured by our own sender and
 * observer at 10 000 packets a second and by fping at its fastest, a probe a millisecond. For information: the rates
 * differ by ten, and so must the errors.
 */
public final class OutageAgainstFpingRow {

    private static final int ROUNDS = 7;
    private static final int[] LENGTHS_MS = {5, 50, 500};
    private static final double PER_SECOND = 10_000;
    private static final int FRAME_BYTES = 128;
    private static final long MS = 1_000_000;
    private static final long BEFORE_NS = 400 * MS;
    private static final long AFTER_NS = 300 * MS;
    private static final double FPING_INTERVAL_NS = 1e6;
    private static final Pattern REPLY = Pattern.compile("\\[(\\d+\\.\\d+)] \\S+ : \\[\\d+], \\d+ bytes.*");

    private final Design design = LineLab.design(2);
    private final Link link = design.link("1-2").orElseThrow();
    private final Timespec timespec = new Timespec();
    private final Folder folder;
    private final Lab lab;
    private final LinkControl links;
    private final Healer healer;
    private int cuts;

    private OutageAgainstFpingRow(Folder folder, Lab lab) {
        this.folder = folder;
        this.lab = lab;
        links = lab.links().orElseThrow();
        healer = ServiceLoader.load(Healer.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(one -> one.name().equals("namespaces"))
                .findFirst()
                .orElseThrow();
    }

    public static void main(String[] arguments) throws IOException {
        try (Folder folder = Folder.make();
                Lab lab = LineLab.bringUp(LineLab.design(2), folder.path(), Set.of("1-2"))) {
            new OutageAgainstFpingRow(folder, lab).run();
        }
    }

    private void run() throws IOException {
        Row row = new Row("OutageAgainstFpingRow");
        double[][] ours = new double[LENGTHS_MS.length][ROUNDS];
        double[][] theirs = new double[LENGTHS_MS.length][ROUNDS];
        ours(LENGTHS_MS[0]);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < LENGTHS_MS.length; i++) {
                ours[i][round] = ours(LENGTHS_MS[i]);
                theirs[i][round] = theirs(LENGTHS_MS[i]);
            }
        }
        for (int i = 0; i < LENGTHS_MS.length; i++) {
            row.information("error of an outage of " + LENGTHS_MS[i] + " ms", "us", ours[i], theirs[i]);
        }
    }

    /** Cuts the link; how long it was cut, in nanoseconds. */
    private long cut(int lengthMs) {
        Undo undo = links.prepareSilence(link, Strand.BOTH, "cut-" + cuts++);
        long fromNs = links.silence(link, Strand.BOTH).beforeNs();
        timespec.sleepUntil(fromNs + lengthMs * MS);
        return healer.heal(undo).beforeNs() - fromNs;
    }

    /** The error in microseconds. */
    private double ours(int lengthMs) throws IOException {
        Link first = design.link("1").orElseThrow();
        Link last = design.link("2").orElseThrow();
        Flow flow = new Flow("probe", first.endAt("h1"), last.endAt("h2"), false, 1, PER_SECOND, FRAME_BYTES);
        Duration longest =
                Duration.ofNanos(BEFORE_NS + AFTER_NS + lengthMs * MS).plusSeconds(2);
        try (TrafficSession session = new PacketTrafficGenerator().open(lab, List.of(flow), longest)) {
            long startNs = session.start();
            timespec.sleepUntil(startNs + BEFORE_NS);
            long truthNs = cut(lengthMs);
            timespec.sleepUntil(System.nanoTime() + AFTER_NS);
            session.stop(Duration.ofMillis(50));
            PhaseClock quiet = new PhaseClock(startNs, Long.MAX_VALUE, Long.MAX_VALUE, System.nanoTime());
            Observation outages = new OutageObserver().observe(new FlowContext(flow, quiet, session.clock()));
            session.replay(flow, Duration.ofMillis(500), outages);
            long measuredNs = OutageList.read(folder.path(), outages.finish(folder.path())).outages().stream()
                    .mapToLong(Outage::timestampNs)
                    .max()
                    .orElseThrow(() -> new IllegalStateException("an outage was not seen"));
            return Math.abs(measuredNs - truthNs) / 1e3;
        }
    }

    private double theirs(int lengthMs) throws IOException {
        long probes = (BEFORE_NS + AFTER_NS) / MS + lengthMs;
        String namespace =
                lab.station("h1").namespace().orElseThrow().getFileName().toString();
        List<String> command = List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                "fping",
                "-4",
                "-D",
                "-p",
                "1",
                "-t",
                "100",
                "-c",
                Long.toString(probes),
                lab.station("h2").address());
        CompletableFuture<String> said = new CompletableFuture<>();
        long startNs = System.nanoTime();
        Thread.ofPlatform().start(() -> {
            try {
                // fping ends with 1 where a probe was lost.
                said.complete(Program.run(command, Set.of(0, 1)));
            } catch (IOException failed) {
                said.completeExceptionally(failed);
            }
        });
        timespec.sleepUntil(startNs + BEFORE_NS);
        long truthNs = cut(lengthMs);
        return Math.abs(longestGapNs(said.join()) - truthNs) / 1e3;
    }

    /** The longest time between two replies, less one interval. */
    private static double longestGapNs(String said) {
        List<Double> replies = new ArrayList<>();
        said.lines().forEach(line -> {
            Matcher reply = REPLY.matcher(line);
            if (reply.matches()) {
                replies.add(Double.parseDouble(reply.group(1)));
            }
        });
        double longest = 0;
        for (int i = 1; i < replies.size(); i++) {
            longest = Math.max(longest, replies.get(i) - replies.get(i - 1));
        }
        if (replies.size() < 2) {
            throw new IllegalStateException("fping received nothing: " + said);
        }
        return longest * 1e9 - FPING_INTERVAL_NS;
    }
}
