package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.AcceptanceReport;

/**
 * All trials of one kind that ran.
 *
 * @param name lab and trial, {@code lab/trial}
 * @param planned valid trials wanted
 * @param trials by repetition
 */
record TrialGroup(String name, int planned, List<TrialRecord> trials) {

    static List<TrialGroup> of(AcceptanceReport report) {
        Map<String, List<TrialRecord>> byName = new LinkedHashMap<>();
        report.plan()
                .trials()
                .forEach(trial ->
                        byName.putIfAbsent(name(trial.key().lab(), trial.key().trial()), new ArrayList<>()));
        for (TrialRecord trial : report.trials()) {
            byName.computeIfAbsent(
                            name(trial.plan().key().lab(), trial.plan().key().trial()), key -> new ArrayList<>())
                    .add(trial);
        }
        List<TrialGroup> groups = new ArrayList<>();
        byName.forEach((name, trials) -> {
            trials.sort(Comparator.comparingInt(trial -> trial.plan().key().repetition()));
            groups.add(new TrialGroup(name, report.plan().repeats().getOrDefault(name, 0), List.copyOf(trials)));
        });
        return groups;
    }

    static String name(String lab, String trial) {
        return lab + "/" + trial;
    }

    List<TrialRecord> valid() {
        return trials.stream()
                .filter(trial -> trial.status() == TrialStatus.VALID)
                .toList();
    }

    boolean hasFaults() {
        return trials.stream().anyMatch(trial -> !trial.plan().faults().isEmpty());
    }

    /** The flows of these trials, in the order in which the trials carry them. */
    List<String> flows() {
        Set<String> flows = new LinkedHashSet<>();
        trials.forEach(trial -> trial.flows().forEach(flow -> flows.add(flow.flow())));
        return List.copyOf(flows);
    }

    static Optional<FlowRecord> flow(TrialRecord trial, String name) {
        return trial.flows().stream().filter(flow -> flow.flow().equals(name)).findFirst();
    }

    /** When the first fault took effect: the middle of the proven interval; empty if its effect was not proven. */
    static OptionalLong effectiveNs(TrialRecord trial) {
        return trial.faults().stream()
                .map(FaultRecord::effect)
                .filter(FaultRecord.Effect::proven)
                .mapToLong(effect -> effect.earliestNs() + (effect.latestNs() - effect.earliestNs()) / 2)
                .min();
    }

    /**
     * The earliest instant at which the first fault can have acted: spans since the fault are never shown shorter than
     * they may have been, and a router that notices before our read-back did not notice before the fault.
     */
    static OptionalLong earliestEffectNs(TrialRecord trial) {
        return trial.faults().stream()
                .map(FaultRecord::effect)
                .filter(FaultRecord.Effect::proven)
                .mapToLong(FaultRecord.Effect::earliestNs)
                .min();
    }

    /** The instant a trial is drawn from: the fault's effect, else when it was commanded. */
    static OptionalLong originNs(TrialRecord trial) {
        OptionalLong effective = effectiveNs(trial);
        PhaseClock phases = trial.phases();
        if (effective.isPresent() || phases == null || phases.faultNs() == Long.MAX_VALUE) {
            return effective;
        }
        return OptionalLong.of(phases.faultNs());
    }
}
