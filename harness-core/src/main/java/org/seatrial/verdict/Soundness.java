package org.seatrial.verdict;

import java.util.List;
import java.util.Optional;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.plan.PlannedTrial;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowCounts;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.ClockRecord;

/** Whether a trial's record agrees with its plan and with itself. What does not is an error, never evidence. */
final class Soundness {

    private Soundness() {}

    /** The first contradiction; empty if there is none. */
    static Optional<String> contradiction(PlannedTrial planned, TrialRecord record) {
        if (!record.plan().equals(planned)) {
            return Optional.of("it is not the trial that was planned");
        }
        if (record.status() != TrialStatus.VALID) {
            return record.reason().isBlank()
                    ? Optional.of("it is " + record.status() + " and does not say why")
                    : Optional.empty();
        }
        return time(planned, record)
                .or(() -> faults(planned, record))
                .or(() -> actions(planned, record))
                .or(() -> flows(planned, record))
                .or(() -> workloads(planned, record));
    }

    private static Optional<String> time(PlannedTrial planned, TrialRecord record) {
        PhaseClock phases = record.phases();
        ClockRecord clock = record.clock();
        if (phases == null || clock == null) {
            return Optional.of("it is VALID without a time base");
        }
        if (clock.stepped() || clock.errorNs() < 0) {
            return Optional.of("it is VALID although the wall clock was stepped");
        }
        boolean quiet = phases.faultNs() == Long.MAX_VALUE && phases.healNs() == Long.MAX_VALUE;
        boolean ordered = phases.startNs() < phases.faultNs()
                && phases.faultNs() <= phases.healNs()
                && phases.healNs() <= phases.endNs();
        if (planned.faults().isEmpty() ? !quiet || phases.startNs() >= phases.endNs() : !ordered) {
            return Optional.of("its phases do not follow one another");
        }
        return Optional.empty();
    }

    private static Optional<String> faults(PlannedTrial planned, TrialRecord record) {
        if (record.faults().size() != planned.faults().size()) {
            return Optional.of("it is VALID with %d faults of %d"
                    .formatted(record.faults().size(), planned.faults().size()));
        }
        for (int i = 0; i < planned.faults().size(); i++) {
            FaultRecord fault = record.faults().get(i);
            if (!fault.fault().equals(planned.faults().get(i).fault())) {
                return Optional.of("its fault is not the planned one");
            }
            FaultRecord.Effect effect = fault.effect();
            if (fault.commanded() == null || !effect.proven() || effect.latestNs() < effect.earliestNs()) {
                return Optional.of("it is VALID although the effect of its fault is not proven");
            }
            if (fault.healed() == null) {
                return Optional.of("it is VALID although its fault was not healed");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> actions(PlannedTrial planned, TrialRecord record) {
        List<RecoveryAction> recorded =
                record.actions().stream().map(ActionRecord::action).toList();
        if (!recorded.equals(planned.actions())) {
            return Optional.of("its recovery actions are not the planned ones");
        }
        for (ActionRecord action : record.actions()) {
            Long startedNs = action.startedNs();
            Long endedNs = action.endedNs();
            Integer exitCode = action.exitCode();
            boolean well =
                    startedNs != null && endedNs != null && startedNs <= endedNs && exitCode != null && exitCode == 0;
            if (!action.failed() && !well) {
                return Optional.of("recovery action " + action.action().name()
                        + " is said to have ended well without an end or an exit code of 0");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> flows(PlannedTrial planned, TrialRecord record) {
        for (String name : planned.traffic()) {
            if (record.flows().stream().filter(flow -> flow.flow().equals(name)).count() != 1) {
                return Optional.of("it does not have exactly one record of flow " + name);
            }
        }
        return record.flows().stream()
                .map(Soundness::flow)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> workloads(PlannedTrial planned, TrialRecord record) {
        for (String name : planned.workloads()) {
            long records = record.workloads().stream()
                    .filter(one -> one.workload().name().equals(name))
                    .count();
            if (records != 1) {
                return Optional.of("it does not have exactly one record of workload " + name);
            }
        }
        for (WorkloadRecord one : record.workloads()) {
            boolean possible = one.good() >= 0 && one.good() <= one.asked() && one.asked() <= one.due();
            if (!possible) {
                return Optional.of("the counts of workload " + one.workload().name() + " are impossible");
            }
            String path = EvidenceNames.exchanges(one.workload().name());
            List<EvidenceFile> lists = one.files().stream()
                    .filter(file -> file.path().equals(path))
                    .toList();
            if (lists.size() != 1
                    || lists.getFirst().records() != one.due()
                    || lists.getFirst().total() != one.good()) {
                return Optional.of("%s does not hold the %d exchanges, %d of them good, that its counts tell of"
                        .formatted(path, one.due(), one.good()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> flow(FlowRecord flow) {
        FlowCounts counts = flow.counts();
        boolean possible = flow.receiverDrops() >= 0
                && counts.received() >= 0
                && counts.late() >= 0
                && counts.duplicate() >= 0
                && counts.reordered() >= 0
                && counts.received() + counts.late() <= counts.offered()
                && counts.offered() <= counts.intended();
        if (!possible) {
            return Optional.of("the counts of flow " + flow.flow() + " are impossible: " + counts);
        }
        return total(flow, EvidenceNames.throughput(flow.flow()), counts.received(), "arrived")
                .or(() -> total(flow, EvidenceNames.delays(flow.flow()), counts.received() + counts.late(), "arrived"))
                .or(() -> total(
                        flow,
                        EvidenceNames.outages(flow.flow()),
                        counts.intended() - counts.received(),
                        "are missing"));
    }

    private static Optional<String> total(FlowRecord flow, String path, long expected, String what) {
        Optional<EvidenceFile> file = EvidenceNames.listed(flow, path);
        return file.filter(one -> one.total() != expected)
                .map(one -> "%s holds %d packets, by its counts %d %s".formatted(path, one.total(), expected, what));
    }
}
