package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Outage;
import org.seatrial.recording.OutageLog;
import org.seatrial.recording.Phase;
import org.seatrial.recording.TrialRecord;

/**
 * Where the time of a failover goes, over the valid trials of a kind: until the design noticed, until traffic was
 * switched, how long packets were missing, how long putting things back was felt, how long redundancy was gone.
 */
final class FailoverPart {

    private static final List<String> OF_FLOWS = List.of("Flow", "Outage", "Detection", "Switching", "Reversion");

    private FailoverPart() {}

    static List<Page.Failover> of(List<TrialGroup> groups, Evidence evidence) {
        return groups.stream()
                .filter(TrialGroup::hasFaults)
                .map(group -> failover(group, evidence))
                .toList();
    }

    private static Page.Failover failover(TrialGroup group, Evidence evidence) {
        List<List<String>> rows = new ArrayList<>();
        for (String flow : group.flows()) {
            rows.add(flowRow(group, flow, evidence));
        }
        List<Double> without = new ArrayList<>();
        for (TrialRecord trial : group.valid()) {
            Long restored = trial.redundancyRestoredNs();
            OptionalLong effective = TrialGroup.earliestEffectNs(trial);
            if (effective.isPresent()) {
                without.add(restored == null ? Double.POSITIVE_INFINITY : (double) restored - effective.getAsLong());
            }
        }
        return new Page.Failover(
                group.name(),
                Words.anchor("failover", group.name()),
                Spread.of(without).text(),
                new Page.Facts("By flow", OF_FLOWS, rows),
                OutageMethods.of(group, evidence));
    }

    private static List<String> flowRow(TrialGroup group, String flow, Evidence evidence) {
        List<Double> outages = new ArrayList<>();
        List<Double> detections = new ArrayList<>();
        List<Double> switchings = new ArrayList<>();
        List<Double> reversions = new ArrayList<>();
        int notExposed = 0;
        int unseen = 0;
        int unseenAfter = 0;
        for (TrialRecord trial : group.valid()) {
            Optional<FlowRecord> record = TrialGroup.flow(trial, flow);
            OptionalLong effective = TrialGroup.earliestEffectNs(trial);
            if (record.isEmpty() || effective.isEmpty()) {
                continue;
            }
            if (record.get().exposedStreams() == 0) {
                notExposed++;
                continue;
            }
            Optional<OutageLog> log = evidence.outages(trial, record.get());
            if (log.isEmpty()) {
                continue;
            }
            Optional<Outage> worst = longest(log.get().outages(), Phase.FAULT);
            outages.add(atMost(log.get(), Phase.FAULT));
            unseen += worst.isEmpty() ? 1 : 0;
            reversions.add(atMost(log.get(), Phase.RECOVERY));
            unseenAfter += longest(log.get().outages(), Phase.RECOVERY).isEmpty() ? 1 : 0;
            Long detected = trial.detectedNs();
            if (detected != null) {
                detections.add((double) detected - effective.getAsLong());
                worst.filter(outage -> !outage.neverEnds() && outage.endNs() >= detected)
                        .ifPresent(outage -> switchings.add((double) outage.endNs() - detected));
            }
        }
        String name =
                notExposed == 0 ? flow : flow + " (not on the struck path in " + Words.count(notExposed, "trial") + ")";
        return List.of(
                name,
                Spread.of(outages).text() + none(unseen),
                Spread.of(detections).text(),
                Spread.of(switchings).text(),
                Spread.of(reversions).text() + none(unseenAfter));
    }

    private static String none(int unseen) {
        return unseen == 0 ? "" : "; none seen in " + unseen;
    }

    /** The longest outage there can have been: one between two packets of a stream leaves no trace. */
    private static double atMost(OutageLog log, Phase phase) {
        double seen = longest(log.outages(), phase).map(FailoverPart::upper).orElse(0.0);
        return Math.max(
                seen, (double) Math.max(log.gaps().of(phase), log.unseen().of(phase)));
    }

    private static Optional<Outage> longest(List<Outage> outages, Phase phase) {
        return outages.stream()
                .filter(outage -> outage.phase() == phase)
                .max(Comparator.comparingDouble(FailoverPart::upper));
    }

    /** The upper end of the interval in nanoseconds, which is what gates use; infinite if it never ended. */
    static double upper(Outage outage) {
        return outage.upperNs() == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (double) outage.upperNs();
    }
}
