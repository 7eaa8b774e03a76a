package org.seatrial.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seatrial.plan.TrialKey;
import org.seatrial.recording.CallLog;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.MirrorLog;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.verdict.Expectation.MetricRef;

/** How the files in a trial's folder are called. */
final class EvidenceNames {

    private EvidenceNames() {}

    static String delays(String flow) {
        return flow + ".delay.hlog";
    }

    static String outages(String flow) {
        return flow + ".outages.csv";
    }

    static String exchanges(String workload) {
        return workload + ".exchanges.csv";
    }

    /** What became of each call. */
    static String calls(String workload) {
        return CallLog.name(workload);
    }

    static String speech(String flow) {
        return flow + ".quality.csv";
    }

    /** What a copy of a volume held. */
    static String ledger(String workload) {
        return workload + ".ledger.csv";
    }

    /** What virtual machines said. */
    static String guestAnswers(String workload) {
        return workload + ".records.csv";
    }

    static String throughput(String flow) {
        return flow + ".throughput.csv";
    }

    static Optional<EvidenceFile> listed(FlowRecord flow, String path) {
        return flow.files().stream().filter(file -> file.path().equals(path)).findFirst();
    }

    /** The files that a measurement of a trial rests on, relative to the run folder. */
    static String of(TrialRecord trial, MetricRef reference, Metric metric) {
        TrialKey key = trial.plan().key();
        List<WorkloadRecord> group = GroupEvaluation.members(reference.subject(), trial);
        return group.isEmpty()
                ? of(key, reference, metric)
                : group.stream()
                        .map(member -> "trials/" + key.path() + "/"
                                + ledger(member.workload().name()))
                        .collect(Collectors.joining(", "));
    }

    private static String of(TrialKey key, MetricRef reference, Metric metric) {
        String name = switch (metric) {
            case DELAY, DELAY_VARIATION -> delays(reference.subject());
            case OUTAGE, REVERSION, INTERRUPTION, CONVERGENCE -> outages(reference.subject());
            case LATENCY, FAILED, RESTORATION, FAILED_AFTER_RESTORATION, STALL -> exchanges(reference.subject());
            case SET_UP, SET_UP_FAILURES, DROPPED, SET_UP_TIME -> calls(reference.subject());
            case RESYNCHRONISATION -> MirrorLog.NAME;
            case CORRUPT, RECOVERY_POINT, ORDER_VIOLATIONS -> ledger(reference.subject());
            case STALE_RECORDS -> guestAnswers(reference.subject());
            case MOS, R_FACTOR -> speech(reference.subject());
            case THROUGHPUT, DELAY_UNDER_LOAD, BACK_TO_BACK -> throughput(reference.subject());
            case LATENESS, LOSS, LOST, DUPLICATES, REORDERED, LATE, DETECTION, WITHOUT_REDUNDANCY, DURATION ->
                "trial.json";
        };
        return "trials/" + key.path() + "/" + name;
    }
}
