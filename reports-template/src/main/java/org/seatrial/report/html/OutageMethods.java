package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.TrialRecord;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/**
 * The longest outage of each flow in one kind of trial by both methods side by side, each with its interval. Where they
 * disagree beyond their intervals, the sender was not what it should have been.
 */
final class OutageMethods {

    private static final List<String> HEADINGS = List.of(
            "Flow",
            "Trial",
            "Timestamp-based (RFC 6414)",
            "lies in",
            "Loss-derived (RFC 6413)",
            "lies in",
            "Missing packets",
            "Outages in all trials",
            "Late after");

    private OutageMethods() {}

    /** An outage and the trial it was in. */
    private record Seen(TrialRecord trial, Outage outage) {}

    static Page.Facts of(TrialGroup group, Evidence evidence) {
        List<List<String>> rows = new ArrayList<>();
        for (String flow : group.flows()) {
            row(group, flow, evidence).ifPresent(rows::add);
        }
        return new Page.Facts("Longest outage by either method", HEADINGS, rows);
    }

    private static Optional<List<String>> row(TrialGroup group, String flow, Evidence evidence) {
        List<Seen> seen = new ArrayList<>();
        List<Long> thresholds = new ArrayList<>();
        for (TrialRecord trial : group.valid()) {
            Optional<FlowRecord> record = TrialGroup.flow(trial, flow).filter(one -> one.exposedStreams() != 0);
            Optional<OutageLog> log = record.flatMap(one -> evidence.outages(trial, one));
            log.ifPresent(one -> {
                thresholds.add(one.delayThresholdNs());
                one.outages().stream()
                        .filter(outage -> outage.phase() == Phase.FAULT)
                        .forEach(outage -> seen.add(new Seen(trial, outage)));
            });
        }
        return seen.stream()
                .max(Comparator.comparingDouble((Seen one) -> FailoverPart.upper(one.outage()))
                        .thenComparingLong(one -> one.outage().missing()))
                .map(longest -> row(flow, longest, seen, thresholds.getFirst()));
    }

    private static List<String> row(String flow, Seen longest, List<Seen> seen, long thresholdNs) {
        Outage outage = longest.outage();
        return List.of(
                flow,
                Integer.toString(longest.trial().plan().key().repetition()),
                outage.timestampNs() < 0 ? unmeasured(outage) : time(outage.timestampNs()),
                interval(outage.lowerNs(), outage.upperNs()),
                time(outage.lossDerivedNs()),
                interval(outage.lossLowerNs(), outage.lossUpperNs()),
                packets(outage),
                seen.size() + flagged(seen),
                thresholdNs == OutageLog.NO_THRESHOLD ? "not recorded" : time(thresholdNs));
    }

    private static String unmeasured(Outage outage) {
        return outage.neverEnds() ? "did not end" : "began before the first packet";
    }

    private static String interval(long lowerNs, long upperNs) {
        return upperNs == Long.MAX_VALUE ? "at least " + time(lowerNs) : time(lowerNs) + " to " + time(upperNs);
    }

    private static String packets(Outage outage) {
        List<String> parts = new ArrayList<>();
        if (outage.late() > 0) {
            parts.add(outage.late() + " late");
        }
        if (outage.unsent() > 0) {
            parts.add(outage.unsent() + " never sent");
        }
        return outage.missing() + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    /** Outages whose length says nothing of how long the design needs to recover. */
    private static String flagged(List<Seen> seen) {
        long before = seen.stream().filter(one -> one.outage().beginsBefore()).count();
        long endless = seen.stream().filter(one -> one.outage().neverEnds()).count();
        long healed = seen.stream().filter(one -> one.outage().endedByHeal()).count();
        return (before == 0 ? "" : "; " + before + " began before the first packet")
                + (endless == 0 ? "" : "; " + endless + " did not end")
                + (healed == 0 ? "" : "; " + healed + " only healing ended");
    }

    private static String time(long ns) {
        return Quantities.format(Dimension.TIME, (double) ns);
    }
}
