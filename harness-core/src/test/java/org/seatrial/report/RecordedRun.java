package org.seatrial.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.seatrial.fault.Commanded;
import org.seatrial.lab.CertificateClass;
import org.seatrial.lab.LabFacts;
import org.seatrial.plan.Plan;
import org.seatrial.plan.PlanKind;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.plan.Planner;
import org.seatrial.recording.DelayIntervals;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.HistogramLog;
import org.seatrial.recording.Interference;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageList;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.RunRecord;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.AcceptanceReport.Environment;
import org.seatrial.report.AcceptanceReport.LabUse;
import org.seatrial.report.AcceptanceReport.Restore;
import org.seatrial.suite.Suite;
import org.seatrial.suite.SuiteFolder;
import org.seatrial.suite.SuiteReader;
import org.seatrial.traffic.ClockRecord;

/**
 * Writes the folder of a run that went as it should: the example suite, 20 ms of outage when a fibre is pulled, and a
 * leaf whose loss is not survived for 300 ms.
 */
final class RecordedRun {

    private static final long MS = 1_000_000;
    private static final long INTENDED = 100_000;

    final RunFolder folder;
    final Plan plan;

    RecordedRun(Path temporary, PlanKind kind) throws IOException {
        SuiteFolder source = SuiteFolder.copiedTo(temporary.resolve("source"));
        Suite read = source.read();
        Suite suite = SuiteReader.read(
                source.path(),
                Optional.empty(),
                Optional.of(Map.of(read.name() + "@" + read.version(), read.digest())));
        folder = new RunFolder(temporary.resolve("run"));
        plan = Planner.plan(suite, kind, 42);
        folder.copySuite(source.path());
        folder.writeJson(folder.plan(), plan);
        folder.writeJson(
                folder.environment(), new Environment("0.1.0", "", "Debian", "6.12", "x86", 2, 1, "25", "root"));
        folder.writeJson(
                folder.labs(),
                List.of(new LabUse(
                        "proposed",
                        "lab.yaml",
                        plan.labDigests().getOrDefault("proposed", ""),
                        new LabFacts("namespaces", CertificateClass.REPLICA, Map.of(), List.of()),
                        List.of())));
        folder.writeJson(
                folder.selfTest(),
                new SelfTest(
                        true, 20, 1, 1, 1, 100_000, 50 * MS, 0, 49 * MS, 51 * MS, 1000, false, 0.0, true, List.of()));
        for (PlannedTrial trial : plan.trials()) {
            if (!trial.spare()) {
                write(trial);
            }
        }
        folder.writeJson(folder.restore(), new Restore(true, List.of()));
        ended(false);
    }

    void ended(boolean interrupted) throws IOException {
        folder.writeJson(
                folder.run(),
                new RunRecord(
                        "2026-11-21T10:15:03Z", "2026-11-21T10:35:03Z", interrupted, interrupted ? "SIGTERM" : ""));
    }

    private void write(PlannedTrial trial) throws IOException {
        boolean quiet = trial.faults().isEmpty();
        PhaseClock phases = quiet
                ? new PhaseClock(0, Long.MAX_VALUE, Long.MAX_VALUE, 9000 * MS)
                : new PhaseClock(0, 1000 * MS, 3000 * MS, 9000 * MS);
        List<FlowRecord> flows = new ArrayList<>();
        for (String flow : trial.traffic()) {
            long outageMs = quiet ? 0 : trial.key().trial().equals("leaf-power") ? 300 : 20;
            flows.add(flow(folder.trial(trial.key()), flow, outageMs, quiet ? -1 : 8));
        }
        folder.writeJson(
                folder.trialRecord(trial.key()),
                new TrialRecord(
                        trial,
                        TrialStatus.VALID,
                        "",
                        "2026-11-21T10:15:03Z",
                        0,
                        phases,
                        new ClockRecord(0, 10_000, false),
                        trial.faults().stream()
                                .map(fault -> new FaultRecord(
                                        fault.fault(),
                                        "test",
                                        new Commanded(1000 * MS, 1000 * MS),
                                        new FaultRecord.Effect(true, 1000 * MS, 1000 * MS, "carrier", "down"),
                                        new Commanded(3000 * MS, 3000 * MS)))
                                .toList(),
                        quiet ? null : 4000 * MS,
                        null,
                        flows,
                        List.of(),
                        List.of(),
                        Interference.NONE,
                        List.of(),
                        List.of()));
    }

    private static FlowRecord flow(Path where, String flow, long outageMs, int exposed) throws IOException {
        long missing = outageMs / 2;
        Histogram delays = HistogramLog.emptyHistogram();
        delays.recordValueWithCount(300_000, INTENDED - missing);
        DelayIntervals intervals = new DelayIntervals(
                List.of(new DelayIntervals.Interval(Phase.BASELINE, 0, 1000 * MS, delays)),
                DelayIntervals.Clamped.NONE);
        List<Outage> outages = missing == 0
                ? List.of()
                : List.of(new Outage(
                        0,
                        Phase.FAULT,
                        1000 * MS,
                        (1000 + outageMs) * MS,
                        (outageMs - 2) * MS,
                        (outageMs + 2) * MS,
                        outageMs * MS,
                        outageMs * MS,
                        missing,
                        0,
                        0,
                        false,
                        false,
                        false));
        OutageLog log = new OutageLog(16, 2500, new OutageLog.Gaps(2 * MS, 2 * MS, 2 * MS), outages);
        List<EvidenceFile> files = List.of(
                HistogramLog.write(where, flow + ".delay.hlog", 0, intervals),
                OutageList.write(where, flow + ".outages.csv", log));
        FlowCounts counts = new FlowCounts(INTENDED, INTENDED, INTENDED - missing, 0, 0, 0, 0);
        return new FlowRecord(flow, 16, 2.0 * MS, counts, 0, Map.of(), 0, 0, exposed, outages.size(), files);
    }
}
