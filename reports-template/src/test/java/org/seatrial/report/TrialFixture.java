package org.seatrial.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.ExchangeLog;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Interference;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.LoadStepList;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.Standstill;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.Answer;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.traffic.ServiceWorkload;

/** Writes the recordings of one trial: plausible figures, counts that add up. */
final class TrialFixture {

    /** The kind of trial that searches for throughput. */
    static final String SEARCH = "load";

    private static final long MS = 1_000_000;
    private static final long INTERVAL = 2 * MS;

    private final RunFolder folder;
    private final RunFixture.Story story;
    private final Random random = new Random(20261121);
    private long now = 5_000_000_000L;

    TrialFixture(RunFolder folder, RunFixture.Story story) {
        this.folder = folder;
        this.story = story;
    }

    void write(PlannedTrial planned, boolean aborted) throws IOException {
        boolean quiet = planned.faults().isEmpty();
        long start = now;
        now += 12_000 * MS;
        long fault = start + 2_037 * MS;
        long heal = fault + 2_000 * MS;
        PhaseClock phases = quiet
                ? new PhaseClock(start, Long.MAX_VALUE, Long.MAX_VALUE, start + 9_000 * MS)
                : new PhaseClock(start, fault, heal, heal + 5_000 * MS);
        boolean invalid =
                planned.key().trial().equals("fibre-pull") && planned.key().repetition() == 2;
        TrialStatus status = aborted ? TrialStatus.ABORTED : invalid ? TrialStatus.INVALID : TrialStatus.VALID;
        String reason = aborted
                ? "the run was interrupted"
                : invalid ? "not exposed: no stream of probe crossed the fibre" : "";
        long effective = fault + 80_000;
        boolean silent = planned.key().trial().equals("fibre-silent");
        long failover = quiet ? 0 : failover(planned.key().trial());
        Path place = folder.trial(planned.key());
        Files.createDirectories(place);
        List<FlowRecord> flows = planned.throughput() != null
                ? List.of(search(place))
                : List.of(
                        flow(place, "calls", 200, 20 * MS, phases, quiet, effective, failover),
                        flow(place, "probe", 32, INTERVAL, phases, quiet, effective, failover));
        Long detected = silent && failover > 0 ? effective + Math.max(100 * MS, failover - 8 * MS) : null;
        List<FaultRecord> faults = planned.faults().stream()
                .map(each -> record(each.fault(), fault, heal))
                .toList();
        TrialRecord record = new TrialRecord(
                planned,
                status,
                reason,
                "2026-11-21T10:16:00Z",
                1_700_000_000_000_000_000L,
                phases,
                new ClockRecord(1_700_000_000_000_000_000L, 900, false),
                faults,
                quiet ? null : Long.valueOf(heal + 900 * MS),
                detected,
                flows,
                random.nextInt(20) == 0 ? List.of("the sender was late by 1.2 ms once, during the fault") : List.of(),
                List.of(),
                planned.key().trial().equals("fibre-pull") && planned.key().repetition() == 1
                        ? new Interference(
                                0, 0, List.of(new Standstill(fault + 700 * MS, fault + 724 * MS)), 0, List.of())
                        : Interference.NONE,
                planned.key().trial().equals("leaf-power") ? List.of(asked(place, phases, effective)) : List.of(),
                List.of());
        folder.writeJson(folder.trialRecord(planned.key()), record);
    }

    /** A web page asked for ten times a second, and not answered for 640 ms after the fault took effect. */
    private static WorkloadRecord asked(Path place, PhaseClock phases, long effective) throws IOException {
        ExchangeLog log = new ExchangeLog();
        long sequence = 0;
        long good = 0;
        for (long due = phases.startNs(); due < phases.endNs(); due += 100 * MS) {
            boolean answered = due < effective || due > effective + 640 * MS;
            good += answered ? 1 : 0;
            Answer answer = answered ? Answer.GOOD : Answer.NONE;
            log.exchange(0, sequence, due, due + 10_000, answered ? due + 3 * MS : 0, answer);
            sequence++;
        }
        ServiceWorkload web = new ServiceWorkload(
                "web",
                "pbx1",
                "phones",
                ServiceWorkload.Protocol.HTTP,
                Optional.empty(),
                80,
                "/",
                1,
                10,
                Duration.ofSeconds(1),
                1,
                Optional.empty(),
                new ServiceWorkload.Client(ServiceWorkload.Generator.OWN, ServiceWorkload.HELD));
        return new WorkloadRecord(web, sequence, sequence, good, true, List.of(log.write(place, "web.exchanges.csv")));
    }

    /** Loads up to a gigabit a second through a design that carries 620 Mbit/s. */
    private static FlowRecord search(Path place) throws IOException {
        List<LoadStep> steps = new ArrayList<>();
        for (long mbit : List.of(1000, 500, 750, 625, 563, 594, 609, 617)) {
            steps.add(step(LoadStep.Kind.SEARCH, mbit, 1_000 * MS));
        }
        steps.add(step(LoadStep.Kind.CONFIRM, 609, 5_000 * MS));
        long sent = steps.stream().mapToLong(LoadStep::offered).sum();
        long came = steps.stream().mapToLong(LoadStep::received).sum();
        EvidenceFile list = LoadStepList.write(place, "probe.throughput.csv", steps);
        FlowCounts counts = new FlowCounts(sent, sent, came, 0, 0, 0, 0);
        return new FlowRecord("probe", 16, 1, counts, 0, Map.of(), 60_000, 180_000, -1, 0, List.of(list));
    }

    private static LoadStep step(LoadStep.Kind kind, long mbit, long durationNs) {
        int frame = 1000;
        long packets = mbit * durationNs / 1000 / (frame * 8L);
        long arrived = Math.min(packets, 620 * durationNs / 1000 / (frame * 8L));
        double rate = packets * 1e9 / durationNs;
        return new LoadStep(
                kind,
                rate,
                frame,
                durationNs,
                packets,
                packets,
                arrived,
                0,
                0,
                0,
                10_000,
                durationNs,
                durationNs,
                200_000,
                400_000,
                900);
    }

    private long failover(String trial) {
        long pull = random.nextInt(4) == 0 ? 0 : 2 * MS + random.nextInt(5) * MS;
        return switch (trial) {
            case "fibre-silent" ->
                switch (story) {
                    case PASSED, ABORTED -> 112 * MS + random.nextInt(45_000) * 1000L;
                    case FAILED -> 310 * MS + random.nextInt(90_000) * 1000L;
                    case INCONCLUSIVE -> 299 * MS;
                };
            case "leaf-power" -> 20 * MS + random.nextInt(30) * MS;
            default -> pull;
        };
    }

    private static FaultRecord record(Fault fault, long faultNs, long healNs) {
        return new FaultRecord(
                fault,
                "namespaces-link",
                new Commanded(faultNs, faultNs + 40_000),
                new FaultRecord.Effect(
                        true, faultNs + 40_000, faultNs + 120_000, "carrier read-back", "both ends down"),
                new Commanded(healNs, healNs + 50_000));
    }

    private FlowRecord flow(
            Path place,
            String name,
            int streams,
            long interval,
            PhaseClock phases,
            boolean quiet,
            long effective,
            long length)
            throws IOException {
        List<Outage> outages = new ArrayList<>();
        for (int stream = 0; stream < streams && !quiet && length >= interval; stream += 2) {
            long begin = effective - random.nextInt((int) interval);
            outages.add(outage(stream, Phase.FAULT, begin, length, interval));
            if (stream == 0 && random.nextInt(3) == 0) {
                outages.add(outage(stream, Phase.RECOVERY, phases.healNs() + 600 * MS, 2 * interval, interval));
            }
        }
        long missing = outages.stream().mapToLong(Outage::missing).sum();
        long intended = streams * ((phases.endNs() - phases.startNs()) / interval);
        DelayIntervals delays = delays(intended - missing, quiet);
        EvidenceFile log = HistogramLog.write(place, name + ".delay.hlog", 1_700_000_000_000_000_000L, delays);
        EvidenceFile list = OutageList.write(
                place,
                name + ".outages.csv",
                new OutageLog(streams, intended / streams, new OutageLog.Gaps(interval, interval, interval), outages));
        FlowCounts counts = new FlowCounts(intended, intended, intended - missing, 0, 0, 0, 0);
        return new FlowRecord(
                name,
                streams,
                interval,
                counts,
                0,
                Map.of(),
                60_000,
                180_000,
                quiet ? -1 : streams / 2,
                outages.size(),
                List.of(log, list));
    }

    private static Outage outage(int stream, Phase phase, long start, long length, long interval) {
        long missing = Math.max(1, length / interval);
        return new Outage(
                stream,
                phase,
                start,
                start + length + interval,
                Math.max(0, length - interval),
                length + interval + 900,
                length,
                missing * interval,
                missing,
                0,
                0,
                false,
                false,
                false);
    }

    private DelayIntervals delays(long samples, boolean quiet) {
        Histogram before = HistogramLog.emptyHistogram();
        Histogram during = HistogramLog.emptyHistogram();
        Histogram after = HistogramLog.emptyHistogram();
        long left = samples;
        for (int i = 0; i < 400; i++) {
            long count = i == 399 ? left : samples / 400;
            left -= count;
            long value = 185_000 + (long) (Math.exp(random.nextGaussian() * 0.9) * 22_000);
            Histogram histogram = quiet || i % 4 < 2 ? before : i % 4 == 2 ? during : after;
            histogram.recordValueWithCount(i % 4 == 2 && !quiet ? value + 31_000 : value, count);
        }
        List<DelayIntervals.Interval> intervals = new ArrayList<>();
        intervals.add(new DelayIntervals.Interval(Phase.BASELINE, 0, 2_000 * MS, before));
        if (!quiet) {
            intervals.add(new DelayIntervals.Interval(Phase.FAULT, 2_000 * MS, 2_000 * MS, during));
            intervals.add(new DelayIntervals.Interval(Phase.RECOVERY, 4_000 * MS, 5_000 * MS, after));
        }
        return new DelayIntervals(intervals, DelayIntervals.Clamped.NONE);
    }
}
