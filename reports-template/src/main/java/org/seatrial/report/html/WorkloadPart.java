package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Measured;
import org.seatrial.verdict.WorkloadFigures;

/** What applications saw: every workload in every kind of trial, over the valid trials. */
final class WorkloadPart {

    private static final List<String> HEADINGS = List.of(
            "Workload and trial",
            "Exchanges due",
            "Without a good answer",
            "Latency, median",
            "Latency, 99th",
            "Restored");

    private WorkloadPart() {}

    /** Empty if no trial had a workload. */
    static Optional<Page.Section> of(List<TrialGroup> groups, Evidence evidence) {
        List<List<String>> rows = new ArrayList<>();
        for (TrialGroup group : groups) {
            Map<String, List<TrialRecord>> byName = new LinkedHashMap<>();
            for (TrialRecord trial : group.valid()) {
                for (WorkloadRecord one : trial.workloads()) {
                    byName.computeIfAbsent(one.workload().name(), _ -> new ArrayList<>())
                            .add(trial);
                }
            }
            byName.forEach((name, trials) -> rows.add(row(group.name(), name, trials, evidence)));
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String title = "Applications";
        return Optional.of(new Page.Section(
                title,
                Words.anchor("about", title),
                List.of("Exchanges of a request and its answer, each due at an instant of its own. Latency counts from"
                        + " that instant; median and range over the valid trials."),
                List.of(),
                List.of(new Page.Facts("By workload and trial", HEADINGS, rows)),
                List.of()));
    }

    private static List<String> row(String group, String name, List<TrialRecord> trials, Evidence evidence) {
        long due = 0;
        long good = 0;
        List<Double> medians = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        List<Double> restored = new ArrayList<>();
        for (TrialRecord trial : trials) {
            for (WorkloadRecord record : trial.workloads()) {
                if (record.workload().name().equals(name)) {
                    due += record.due();
                    good += record.good();
                    List<Exchange> exchanges = evidence.exchanges(trial, record);
                    WorkloadFigures figures = new WorkloadFigures(record.workload(), exchanges);
                    double disturbed = trial.interference().disturbedShare();
                    known(figures.latency("p50", disturbed), medians);
                    known(figures.latency("p99", disturbed), highs);
                    PhaseClock phases = trial.phases();
                    if (!trial.faults().isEmpty() && phases != null && !exchanges.isEmpty()) {
                        known(figures.restoration(trial.faults().getFirst().effect(), phases.healNs()), restored);
                    }
                }
            }
        }
        return List.of(
                name + " in " + group,
                Quantities.format(Dimension.COUNT, due),
                Quantities.format(Dimension.COUNT, due - good),
                Spread.of(medians).text(),
                Spread.of(highs).text(),
                Spread.of(restored).text());
    }

    private static void known(Measured measured, List<Double> values) {
        if (measured.known()) {
            values.add(measured.upper());
        }
    }
}
