package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.seatrial.recording.FlowRecord;
import org.seatrial.recording.Outage;
import org.seatrial.recording.Phase;
import org.seatrial.recording.TrialRecord;

/**
 * Where the time of a failover goes, over the valid trials of a kind: until the design noticed, until traffic was
 * switched, how long packets were missing, how long putting things back was felt, how long redundancy was gone.
 */
final class FailoverPart {

    private static final List<String> OF_FLOWS = List.of("Flow", "Outage", "Detection", "Switching", "Reversion");

    private FailoverPart() {}

    static List<Page.Facts> tables(List<TrialGroup> groups, Evidence evidence) {
        return groups.stream()
                .filter(TrialGroup::hasFaults)
                .map(group -> table(group, evidence))
                .toList();
    }

    private static Page.Facts table(TrialGroup group, Evidence evidence) {
        List<List<String>> rows = new ArrayList<>();
        for (String flow : group.flows()) {
            rows.add(flowRow(group, flow, evidence));
        }
        List<Double> without = new ArrayList<>();
        for (TrialRecord trial : group.valid()) {
            Long restored = trial.redundancyRestoredNs();
            OptionalLong effective = TrialGroup.effectiveNs(trial);
            if (effective.isPresent()) {
                without.add(restored == null ? Double.POSITIVE_INFINITY : (double) restored - effective.getAsLong());
            }
        }
        return new Page.Facts(
                group.name() + ": time without redundancy " + Spread.of(without).text(), OF_FLOWS, rows);
    }

    private static List<String> flowRow(TrialGroup group, String flow, Evidence evidence) {
        List<Double> outages = new ArrayList<>();
        List<Double> detections = new ArrayList<>();
        List<Double> switchings = new ArrayList<>();
        List<Double> reversions = new ArrayList<>();
        int notExposed = 0;
        for (TrialRecord trial : group.valid()) {
            Optional<FlowRecord> record = TrialGroup.flow(trial, flow);
            OptionalLong effective = TrialGroup.effectiveNs(trial);
            if (record.isEmpty() || effective.isEmpty()) {
                continue;
            }
            if (record.get().exposedStreams() == 0) {
                notExposed++;
                continue;
            }
            Optional<List<Outage>> list = evidence.outages(trial, record.get());
            if (list.isEmpty()) {
                continue;
            }
            Optional<Outage> worst = longest(list.get(), Phase.FAULT);
            outages.add(worst.map(FailoverPart::upper).orElse(0.0));
            reversions.add(
                    longest(list.get(), Phase.RECOVERY).map(FailoverPart::upper).orElse(0.0));
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
                Spread.of(outages).text(),
                Spread.of(detections).text(),
                Spread.of(switchings).text(),
                Spread.of(reversions).text());
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
