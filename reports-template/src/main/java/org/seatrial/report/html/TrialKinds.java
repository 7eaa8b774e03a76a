package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.seatrial.fault.Commanded;
import org.seatrial.fault.RecoveryAction;
import org.seatrial.plan.PlannedFault;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.EvidenceFile;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.plot.DelayCurve;
import org.seatrial.report.plot.OutageStrip;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** One part of the page for each kind of trial: outages of every trial, delay curves, and a table of the raw files. */
final class TrialKinds {

    private final Evidence evidence;
    private final List<RequirementLimit> limits;

    TrialKinds(Evidence evidence, List<RequirementLimit> limits) {
        this.evidence = evidence;
        this.limits = limits;
    }

    Page.TrialKind of(TrialGroup group) {
        String anchor = Words.anchor("trials", group.name());
        List<Page.Figure> figures = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        new TimelineFigure(evidence).of(group, anchor).ifPresent(figures::add);
        for (String flow : group.flows()) {
            if (group.hasFaults()) {
                strip(group, flow, anchor, notes).ifPresent(figures::add);
            }
        }
        for (String flow : group.flows()) {
            curve(group, flow, anchor).ifPresent(figures::add);
        }
        figures.addAll(new LoadFigures(evidence, limits).of(group, anchor));
        List<Page.TrialRow> rows = group.trials().stream().map(this::row).toList();
        return new Page.TrialKind(group.name(), anchor, summary(group), notes, figures, rows);
    }

    private static String summary(TrialGroup group) {
        long valid = count(group, TrialStatus.VALID);
        long invalid = count(group, TrialStatus.INVALID);
        long aborted = count(group, TrialStatus.ABORTED);
        String text = Words.count(group.planned(), "valid trial") + " planned, " + valid + " obtained";
        if (invalid > 0) {
            text += ", " + invalid + " invalid and replaced as far as spares allowed";
        }
        return text + (aborted > 0 ? ", " + aborted + " aborted." : ".");
    }

    private static long count(TrialGroup group, TrialStatus status) {
        return group.trials().stream().filter(trial -> trial.status() == status).count();
    }

    private Optional<Page.Figure> strip(TrialGroup group, String flow, String anchor, List<String> notes) {
        List<OutageStrip.Row> rows = new ArrayList<>();
        for (TrialRecord trial : group.trials()) {
            PhaseClock phases = trial.phases();
            OptionalLong origin = TrialGroup.originNs(trial);
            Optional<OutageLog> outages =
                    TrialGroup.flow(trial, flow).flatMap(record -> evidence.outages(trial, record));
            if (phases == null || origin.isEmpty() || outages.isEmpty()) {
                notes.add("Trial " + trial.plan().key().repetition() + " is not drawn for " + flow
                        + ": its outages are not known.");
                continue;
            }
            rows.add(new OutageStrip.Row(
                    trial.plan().key().repetition(),
                    trial.status() == TrialStatus.VALID,
                    phases.startNs(),
                    origin.getAsLong(),
                    Math.min(phases.healNs(), phases.endNs()),
                    phases.endNs(),
                    outages.get().outages(),
                    trial.interference().standstills()));
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String caption = "Outages of " + flow + " in " + group.name();
        String id = Words.anchor(anchor + "-strip", flow);
        return Optional.of(new Page.Figure(caption, OutageStrip.draw(id, caption, rows), true));
    }

    private Optional<Page.Figure> curve(TrialGroup group, String flow, String anchor) {
        Map<Phase, Histogram> delays = evidence.delays(group.valid(), flow);
        if (delays.isEmpty()) {
            return Optional.empty();
        }
        List<DelayCurve.Series> series = new ArrayList<>();
        delays.forEach((phase, histogram) -> series.add(new DelayCurve.Series(
                switch (phase) {
                    case BASELINE -> group.hasFaults() ? "before the fault" : "no fault";
                    case FAULT -> "during the fault";
                    case RECOVERY -> "after healing";
                },
                phase.text(),
                histogram)));
        List<DelayCurve.LimitMark> marks = limits.stream()
                .flatMap(limit -> limit.onDelayOf(flow, group.name()).stream())
                .toList();
        String caption = "Delay of " + flow + " in " + group.name() + ", "
                + Words.count(group.valid().size(), "valid trial");
        String id = Words.anchor(anchor + "-delay", flow);
        return Optional.of(new Page.Figure(caption, DelayCurve.draw(id, caption, series, marks), false));
    }

    private Page.TrialRow row(TrialRecord trial) {
        String folder = "trials/" + trial.plan().key().path() + "/";
        List<Page.Link> files = new ArrayList<>();
        files.add(new Page.Link(Words.href(folder + "trial.json"), "trial.json"));
        trial.actions().stream()
                .map(ActionRecord::output)
                .filter(output -> !output.isEmpty())
                .forEach(output -> files.add(new Page.Link(Words.href(folder + output), output)));
        for (EvidenceFile file : trial.evidence()) {
            files.add(new Page.Link(Words.href(folder + file.path()), file.path()));
        }
        return new Page.TrialRow(
                String.format(Locale.ROOT, "%03d", trial.plan().key().repetition()),
                Words.badge(trial.status()),
                trial.reason(),
                fault(trial),
                worst(trial),
                files);
    }

    private static String fault(TrialRecord trial) {
        if (trial.faults().isEmpty()) {
            return trial.plan().faults().stream()
                    .map(PlannedFault::fault)
                    .map(fault -> fault.kindName() + " " + fault.target() + ", not injected")
                    .collect(Collectors.joining("; "));
        }
        return Stream.concat(
                        trial.faults().stream().map(TrialKinds::fault),
                        trial.actions().stream().map(TrialKinds::action))
                .collect(Collectors.joining("; "));
    }

    private static String action(ActionRecord record) {
        RecoveryAction action = record.action();
        Long startedNs = record.startedNs();
        Long endedNs = record.endedNs();
        String how = record.failed() || startedNs == null || endedNs == null
                ? "FAILED: " + record.failure()
                : "took " + Quantities.format(Dimension.TIME, (double) endedNs - startedNs);
        Commanded undone = record.undone();
        String back =
                undone == null ? "" : ", taken back in " + Quantities.format(Dimension.TIME, (double) undone.widthNs());
        return "recovery action " + action.name() + " on " + action.node() + ", " + how + back;
    }

    private static String fault(FaultRecord record) {
        FaultRecord.Effect effect = record.effect();
        String proof = effect.proven()
                ? "seen by " + effect.observer() + " within "
                        + Quantities.format(Dimension.TIME, (double) effect.latestNs() - effect.earliestNs())
                : "effect not proven: " + effect.detail();
        return record.fault().kindName() + " " + record.fault().target() + ", " + proof
                + (record.healed() == null ? ", NOT HEALED" : "");
    }

    private String worst(TrialRecord trial) {
        List<String> texts = new ArrayList<>();
        for (FlowRecord flow : trial.flows()) {
            String text = evidence.outages(trial, flow)
                    .map(outages -> outages.outages().stream()
                            .mapToDouble(FailoverPart::upper)
                            .max())
                    .map(longest -> longest.isPresent()
                            ? "at most " + Quantities.format(Dimension.TIME, longest.getAsDouble())
                            : "none seen")
                    .orElse("not known");
            texts.add(flow.flow() + " " + text);
        }
        return String.join("; ", texts);
    }
}
