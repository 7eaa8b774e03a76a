package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.LoadStep;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.plot.LossCurve;
import org.seatrial.report.plot.ThroughputCurve;

/** The drawings of a search for throughput: all valid trials of a kind together, by flow. */
final class LoadFigures {

    private final Evidence evidence;
    private final List<RequirementLimit> limits;

    LoadFigures(Evidence evidence, List<RequirementLimit> limits) {
        this.evidence = evidence;
        this.limits = limits;
    }

    List<Page.Figure> of(TrialGroup group, String anchor) {
        List<Page.Figure> figures = new ArrayList<>();
        for (String flow : group.flows()) {
            List<LoadStep> steps = steps(group, flow);
            if (!steps.isEmpty()) {
                String of = " of " + flow + " in " + group.name() + ", "
                        + Words.count(group.valid().size(), "valid trial");
                String throughput = "Throughput" + of;
                String loss = "Loss by load" + of;
                figures.add(new Page.Figure(
                        throughput,
                        ThroughputCurve.draw(
                                Words.anchor(anchor + "-throughput", flow),
                                throughput,
                                steps,
                                limit(flow, group.name())),
                        false));
                figures.add(new Page.Figure(
                        loss, LossCurve.draw(Words.anchor(anchor + "-loss", flow), loss, steps), false));
            }
        }
        return figures;
    }

    private List<LoadStep> steps(TrialGroup group, String flow) {
        List<LoadStep> steps = new ArrayList<>();
        for (TrialRecord trial : group.valid()) {
            for (FlowRecord record : trial.flows()) {
                if (record.flow().equals(flow)) {
                    steps.addAll(evidence.loadSteps(trial, record));
                }
            }
        }
        return steps;
    }

    private OptionalDouble limit(String flow, String trial) {
        return limits.stream()
                .flatMapToDouble(limit -> limit.onThroughputOf(flow, trial).stream())
                .max();
    }
}
