package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seatrial.fault.Commanded;
import org.seatrial.recording.ActionRecord;
import org.seatrial.recording.Exchange;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.MirrorSpan;
import org.seatrial.recording.Outage;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.WorkloadRecord;
import org.seatrial.report.plot.Timeline;
import org.seatrial.report.plot.Timeline.Lane;
import org.seatrial.report.plot.Timeline.Span;

/**
 * The timeline of one trial of a kind, where more than packets is measured: the valid trial in which most exchanges
 * failed, because that is the one to look at.
 */
final class TimelineFigure {

    private final Evidence evidence;

    TimelineFigure(Evidence evidence) {
        this.evidence = evidence;
    }

    Optional<Page.Figure> of(TrialGroup group, String anchor) {
        return group.valid().stream()
                .filter(trial ->
                        !trial.workloads().isEmpty() || !trial.actions().isEmpty())
                .max(Comparator.comparingLong(TimelineFigure::unanswered))
                .flatMap(trial -> draw(group, trial, anchor));
    }

    private static long unanswered(TrialRecord trial) {
        return trial.workloads().stream()
                .mapToLong(one -> one.due() - one.good())
                .sum();
    }

    private Optional<Page.Figure> draw(TrialGroup group, TrialRecord trial, String anchor) {
        PhaseClock phases = trial.phases();
        OptionalLong origin = TrialGroup.originNs(trial);
        if (phases == null || origin.isEmpty()) {
            return Optional.empty();
        }
        long zero = origin.getAsLong();
        // What was watched without traffic, such as a mirror that is being filled, belongs to it too.
        long untilNs = evidence.mirrors(trial).stream()
                .filter(span -> !span.inSync())
                .mapToLong(MirrorSpan::lastAfterNs)
                .reduce(phases.endNs(), Math::max);
        List<Lane> lanes = new ArrayList<>();
        trial.faults().forEach(fault -> lanes.add(fault(fault, phases, zero)));
        trial.actions().forEach(action -> lanes.add(action(action, phases, zero)));
        lanes.addAll(GuestLanes.of(evidence.noticed(trial), zero, untilNs));
        trial.flows().forEach(flow -> lanes.add(flow(trial, flow, zero)));
        trial.workloads().forEach(workload -> lanes.add(workload(trial, workload, phases, zero)));
        lanes.addAll(MirrorLanes.of(evidence.mirrors(trial), zero));
        lanes.add(redundancy(trial, phases, zero));
        String caption = "Timeline of trial " + trial.plan().key().repetition() + " of " + group.name();
        String drawn = Timeline.draw(anchor + "-timeline", caption, phases.startNs() - zero, untilNs - zero, lanes);
        return Optional.of(new Page.Figure(caption, drawn, true));
    }

    private static Lane fault(FaultRecord record, PhaseClock phases, long zero) {
        long until = record.healed() == null ? phases.endNs() : record.healed().beforeNs();
        String name = record.fault().kindName() + " " + record.fault().target();
        return Lane.of(name, List.of(new Span(record.effect().earliestNs() - zero, until - zero, "fault-span")));
    }

    private static Lane action(ActionRecord record, PhaseClock phases, long zero) {
        Long startedNs = record.startedNs();
        Long endedNs = record.endedNs();
        Commanded undone = record.undone();
        List<Span> spans = new ArrayList<>();
        if (startedNs != null) {
            spans.add(new Span(startedNs - zero, (endedNs == null ? phases.endNs() : endedNs) - zero, "acted"));
        }
        if (undone != null) {
            spans.add(new Span(undone.beforeNs() - zero, undone.afterNs() - zero, "taken-back"));
        }
        return Lane.of(record.action().name() + " on " + record.action().node(), spans);
    }

    private Lane flow(TrialRecord trial, FlowRecord flow, long zero) {
        List<Span> spans = evidence.outages(trial, flow)
                .map(log -> log.outages().stream()
                        .map(outage -> span(outage, zero))
                        .distinct()
                        .toList())
                .orElse(List.of());
        return Lane.of("packets of " + flow.flow(), spans);
    }

    private static Span span(Outage outage, long zero) {
        return new Span(outage.startNs() - zero, outage.endNs() - zero, "outage");
    }

    /** From the first exchange of a stream that failed until the next good answer. */
    private Lane workload(TrialRecord trial, WorkloadRecord workload, PhaseClock phases, long zero) {
        List<Span> spans = new ArrayList<>();
        int stream = -1;
        long since = Long.MIN_VALUE;
        for (Exchange one : evidence.exchanges(trial, workload)) {
            if (one.stream() != stream) {
                if (since != Long.MIN_VALUE) {
                    spans.add(new Span(since - zero, phases.endNs() - zero, "outage"));
                }
                since = Long.MIN_VALUE;
                stream = one.stream();
            }
            if (!one.good() && since == Long.MIN_VALUE) {
                since = one.intendedNs();
            } else if (one.good() && since != Long.MIN_VALUE) {
                spans.add(new Span(since - zero, one.completedNs() - zero, "outage"));
                since = Long.MIN_VALUE;
            }
        }
        if (since != Long.MIN_VALUE) {
            spans.add(new Span(since - zero, phases.endNs() - zero, "outage"));
        }
        return Lane.of(workload.workload().name() + " at " + workload.workload().to(), spans);
    }

    private static Lane redundancy(TrialRecord trial, PhaseClock phases, long zero) {
        Long restored = trial.redundancyRestoredNs();
        List<Span> spans = trial.faults().isEmpty()
                ? List.of()
                : List.of(new Span(0, (restored == null ? phases.endNs() : restored) - zero, "without-redundancy"));
        return Lane.of("without redundancy", spans);
    }
}
