package org.seatrial.verdict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.SurvivingCopy;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.traffic.ConsistencyGroup;
import org.seatrial.traffic.StorageWorkload;
import org.seatrial.traffic.Workload;
import org.seatrial.units.Dimension;

/**
 * Computes a metric of storage workloads whose volumes make sense only together, from the lists of each. One of them of
 * which something is missing leaves all of them without a figure.
 */
final class GroupEvaluation {

    private final Evidence evidence;

    GroupEvaluation(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The records of the workloads of a group in a trial; none if nothing of this name is one. */
    static List<WorkloadRecord> members(String group, TrialRecord trial) {
        return trial.workloads().stream()
                .filter(one -> ConsistencyGroup.of(one.workload())
                        .filter(own -> own.name().equals(group))
                        .isPresent())
                .toList();
    }

    /** @throws IOException naming the file, if evidence is missing or damaged */
    Measured measure(String group, Metric metric, TrialRecord trial, PhaseClock phases) throws IOException {
        Dimension dimension = metric.dimension("");
        List<WorkloadRecord> members = members(group, trial);
        Optional<String> incomplete = incomplete(group, members, trial);
        if (incomplete.isPresent()) {
            return Measured.not(dimension, incomplete.get());
        }
        List<LedgerFigures> copies = new ArrayList<>();
        for (WorkloadRecord member : members) {
            Workload workload = member.workload();
            Optional<List<Exchange>> exchanges = evidence.exchanges(trial, member);
            Optional<SurvivingCopy> copy = evidence.survivingCopy(trial, member);
            if (!(workload instanceof StorageWorkload storage) || exchanges.isEmpty() || copy.isEmpty()) {
                return Measured.not(dimension, "no copy of what " + workload.name() + " wrote was read back");
            }
            Optional<String> cutShort = new WorkloadFigures(workload, exchanges.get()).incomplete(phases);
            if (cutShort.isPresent()) {
                return Measured.not(dimension, workload.name() + ": " + cutShort.get());
            }
            copies.add(new LedgerFigures(storage, exchanges.get(), copy.get()));
        }
        GroupFigures figures = new GroupFigures(copies);
        return switch (metric) {
            case LOST -> figures.lost();
            case ORDER_VIOLATIONS -> figures.orderViolations();
            case RECOVERY_POINT ->
                figures.recoveryPoint(trial.faults().getFirst().effect());
            default -> throw new IllegalArgumentException(metric.text() + " is not measured of a group");
        };
    }

    private static Optional<String> incomplete(String group, List<WorkloadRecord> members, TrialRecord trial) {
        List<String> ran =
                members.stream().map(member -> member.workload().name()).toList();
        for (WorkloadRecord member : members) {
            Optional<String> absent = ConsistencyGroup.of(member.workload()).stream()
                    .flatMap(own -> own.members().stream())
                    .filter(name -> !ran.contains(name))
                    .findFirst();
            if (absent.isPresent()) {
                return Optional.of(absent.get() + " of group " + group + " did not run in this trial");
            }
            if (!trial.faults().isEmpty()
                    && !member.exposed()
                    && !trial.plan().bystanders().contains(member.workload().name())) {
                return Optional.of("not exposed: no exchange of %s of group %s was seen crossing %s before the fault"
                        .formatted(
                                member.workload().name(),
                                group,
                                trial.faults().getFirst().fault().target()));
            }
        }
        return Optional.empty();
    }
}
