package org.seatrial.verdict;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.seatrial.fault.CableEnd;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.Fault;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.PlannedFault;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.EvidenceException;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Interference;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.suite.Requirement;
import org.seatrial.traffic.ClockRecord;

/** Makes trials as a run would have recorded them: a flow {@code probe} of 16 streams, 500 packets a second each. */
final class Trials implements Evidence {

    static final long MS = 1_000_000;
    static final PhaseClock PHASES = new PhaseClock(0, 1000 * MS, 3000 * MS, 5000 * MS);
    static final Fault PULL = new Fault.CablePull("fibre-a", CableEnd.BOTH_ENDS);
    static final SelfTest FIT = new SelfTest(
            true, 20, 50_000, 80_000, 30_000, 100_000, 50 * MS, 0, 48 * MS, 52 * MS, 1000, false, 0.0, true, List.of());
    static final Optional<RunRecord> ENDED = Optional.of(new RunRecord("a", "b", false, ""));

    static final long INTENDED = 40_000;

    List<String> bystanders = List.of();
    final List<PlannedTrial> planned = new ArrayList<>();
    final List<TrialRecord> records = new ArrayList<>();
    final Map<String, Integer> repeats = new HashMap<>();
    final Map<String, OutageLog> outages = new HashMap<>();
    final Map<String, DelayIntervals> delays = new HashMap<>();
    private @Nullable String damaged;
    PlanKind kind = PlanKind.CERTIFY;
    SelfTest selfTest = FIT;
    Optional<RunRecord> run = ENDED;

    /** Trials whose one outage in stream 3 lasts so many milliseconds, known to 2 ms either way; 0 for none. */
    static Trials pulls(long... outagesMs) {
        Trials trials = new Trials();
        trials.repeats.put("proposed/pull", outagesMs.length);
        for (int i = 0; i < outagesMs.length; i++) {
            trials.pull(i + 1, outagesMs[i]);
        }
        return trials;
    }

    static long[] times(int count, long outageMs) {
        long[] all = new long[count];
        java.util.Arrays.fill(all, outageMs);
        return all;
    }

    void pull(int repetition, long outageMs) {
        List<Outage> list = outageMs == 0 ? List.of() : List.of(outage(3, Phase.FAULT, outageMs));
        record(plan(repetition, false), TrialStatus.VALID, "", flow(list, 16));
        logs(repetition, list);
    }

    PlannedTrial plan(int repetition, boolean spare) {
        PlannedTrial trial = new PlannedTrial(
                new TrialKey("proposed", "pull", repetition),
                List.of("probe"),
                List.of(new PlannedFault(PULL, Duration.ZERO)),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                spare,
                List.of(),
                null,
                List.of(),
                bystanders);
        planned.add(trial);
        return trial;
    }

    void invalid(int repetition, boolean spare) {
        record(plan(repetition, spare), TrialStatus.INVALID, "steady state not reached", flow(List.of(), 16));
    }

    void spare(int repetition, long outageMs) {
        List<Outage> list = outageMs == 0 ? List.of() : List.of(outage(3, Phase.FAULT, outageMs));
        record(plan(repetition, true), TrialStatus.VALID, "", flow(list, 16));
        logs(repetition, list);
    }

    void logs(int repetition, List<Outage> list) {
        outages.put(key(repetition), new OutageLog(16, 2500, new OutageLog.Gaps(2 * MS, 2 * MS, 2 * MS), list));
    }

    static String key(int repetition) {
        return new TrialKey("proposed", "pull", repetition).path();
    }

    void record(PlannedTrial trial, TrialStatus status, String reason, FlowRecord flow) {
        records.add(new TrialRecord(
                trial,
                status,
                reason,
                "2026-11-21T10:15:03Z",
                0,
                trial.faults().isEmpty() ? new PhaseClock(0, Long.MAX_VALUE, Long.MAX_VALUE, 5000 * MS) : PHASES,
                new ClockRecord(0, 10_000, false),
                trial.faults().stream().map(fault -> faultRecord(true)).toList(),
                4000 * MS,
                1120 * MS,
                List.of(flow),
                List.of(),
                List.of(),
                Interference.NONE,
                List.of(),
                List.of()));
    }

    static FaultRecord faultRecord(boolean proven) {
        return new FaultRecord(
                PULL,
                "carrier",
                new Commanded(1000 * MS, 1000 * MS + 50_000),
                proven
                        ? new FaultRecord.Effect(true, 1000 * MS, 1000 * MS + 100_000, "carrier", "down")
                        : FaultRecord.Effect.unproven("carrier", "still up"),
                new Commanded(3000 * MS, 3000 * MS + 50_000));
    }

    static FlowRecord flow(List<Outage> list, int exposed) {
        long missing = list.stream().mapToLong(Outage::missing).sum();
        FlowCounts counts = new FlowCounts(INTENDED, INTENDED, INTENDED - missing, 0, 0, 0, 0);
        return new FlowRecord(
                "probe",
                16,
                2 * MS,
                counts,
                0,
                Map.of(),
                10_000,
                90_000,
                exposed,
                list.size(),
                List.of(
                        new EvidenceFile("probe.outages.csv", "", 0, list.size(), missing),
                        new EvidenceFile("probe.delay.hlog", "", 0, 1, INTENDED - missing)));
    }

    static Outage outage(int stream, Phase phase, long ms) {
        long start = phase == Phase.FAULT ? 1000 * MS : phase == Phase.RECOVERY ? 3000 * MS : 100 * MS;
        return new Outage(
                stream,
                phase,
                start,
                start + ms * MS,
                (ms - 2) * MS,
                (ms + 2) * MS,
                ms * MS,
                ms * MS,
                ms / 2,
                0,
                0,
                false,
                false,
                false);
    }

    static Outage open(Outage outage, boolean beginsBefore, boolean neverEnds, boolean endedByHeal) {
        return new Outage(
                outage.stream(),
                outage.phase(),
                outage.startNs(),
                outage.endNs(),
                outage.lowerNs(),
                neverEnds || beginsBefore ? Long.MAX_VALUE : outage.upperNs(),
                neverEnds || beginsBefore ? -1 : outage.timestampNs(),
                outage.lossDerivedNs(),
                outage.missing(),
                0,
                0,
                beginsBefore,
                neverEnds,
                endedByHeal);
    }

    /** Replaces the outages of a trial. */
    Trials with(int repetition, Outage... list) {
        TrialRecord old = records.get(repetition - 1);
        records.remove(repetition - 1);
        record(old.plan(), old.status(), old.reason(), flow(List.of(list), 16));
        records.add(repetition - 1, records.removeLast());
        logs(repetition, List.of(list));
        return this;
    }

    void damage(String file) {
        damaged = file;
    }

    Plan plan() {
        return new Plan("s", "1.0.0", "", "", Map.of(), false, kind, 1, planned, repeats);
    }

    Finding judge(String expect) {
        return judge(expect, Requirement.Outcome.HOLDS);
    }

    Finding judge(String expect, Requirement.Outcome outcome) {
        Requirement requirement = new Requirement("R-1", "as the contract says", expectation(expect), true, outcome);
        return Judge.judge(List.of(requirement), plan(), records, this, selfTest, run)
                .getFirst();
    }

    @Override
    public Optional<DelayIntervals> delays(TrialRecord trial, FlowRecord flow) throws IOException {
        return Optional.ofNullable(delays.get(readable(trial)));
    }

    @Override
    public Optional<OutageLog> outages(TrialRecord trial, FlowRecord flow) throws IOException {
        return Optional.ofNullable(outages.get(readable(trial)));
    }

    private String readable(TrialRecord trial) throws IOException {
        String path = trial.plan().key().path();
        if (path.equals(damaged)) {
            throw new EvidenceException(Path.of(path, "probe.outages.csv"), "is missing");
        }
        return path;
    }

    /** Delays of so many packets each. */
    static DelayIntervals delays(long packets, long... delaysNs) {
        var histogram = HistogramLog.emptyHistogram();
        for (long delay : delaysNs) {
            histogram.recordValueWithCount(delay, packets);
        }
        return new DelayIntervals(
                List.of(new DelayIntervals.Interval(Phase.BASELINE, 0, 1000 * MS, histogram)),
                DelayIntervals.Clamped.NONE);
    }

    private static Expectation expectation(String text) {
        var names = new ExpectationParser.Names(
                java.util.Set.of("probe"),
                java.util.Set.of("volume"),
                java.util.Set.of("vm1"),
                java.util.Set.of("isolate"),
                Map.of("pull", "proposed", "quiet", "proposed"));
        return ExpectationParser.parse(text, names, (token, reason, valid) -> {
                    throw new AssertionError(token + ": " + reason + "; valid: " + valid);
                })
                .orElseThrow();
    }
}
