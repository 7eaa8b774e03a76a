package org.seatrial.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import org.seatrial.recording.Interference;
import org.seatrial.recording.PhaseClock;
import org.seatrial.recording.Standstill;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;

/** What was left out and what disturbed: trials that do not count, doubts, and when the machine itself stood still. */
final class ExclusionPart {

    private ExclusionPart() {}

    static Page.Section of(List<TrialRecord> trials) {
        List<List<String>> rows = trials.stream()
                .filter(trial -> trial.status() != TrialStatus.VALID)
                .map(trial -> List.of(
                        trial.plan().key().path(), Words.badge(trial.status()).word(), trial.reason()))
                .toList();
        List<List<String>> doubts = trials.stream()
                .filter(trial -> !trial.doubts().isEmpty())
                .map(trial -> List.of(trial.plan().key().path(), String.join("; ", trial.doubts())))
                .toList();
        List<List<String>> interference = trials.stream()
                .filter(trial -> !trial.interference().doubts().isEmpty())
                .map(trial -> List.of(
                        trial.plan().key().path(),
                        String.join("; ", trial.interference().doubts())))
                .toList();
        String intro = rows.isEmpty()
                ? "Every trial that ran is valid."
                : "Not counted: " + rows.size() + " of " + Words.count(trials.size(), "trial")
                        + ". A trial is excluded only for reasons known before the fault, or because the fault"
                        + " was not proven to have happened; never by its outcome.";
        return new Page.Section(
                "Trials that do not count, and doubts",
                Words.anchor("about", "excluded"),
                List.of(intro, standstills(trials), disturbance(trials)),
                List.of(),
                List.of(
                        new Page.Facts("Trials that do not count", List.of("Trial", "Status", "Reason"), rows),
                        new Page.Facts("Doubts that widen an uncertainty", List.of("Trial", "Doubt"), doubts),
                        new Page.Facts("What this machine did to trials", List.of("Trial", "What"), interference),
                        new Page.Facts(
                                "Standstills of the whole machine",
                                List.of("Trial", "After the start of traffic", "Phase", "Length"),
                                standstillRows(trials))),
                List.of());
    }

    private static String standstills(List<TrialRecord> trials) {
        LongSummaryStatistics lengths = trials.stream()
                .flatMap(trial -> trial.interference().standstills().stream())
                .mapToLong(Standstill::lengthNs)
                .summaryStatistics();
        if (lengths.getCount() == 0) {
            return "No standstill of the whole machine was seen while traffic flowed.";
        }
        return "While traffic flowed, every processor of this machine stood still at once "
                + Words.count(lengths.getCount(), "time") + ", for up to " + time(lengths.getMax()) + " and "
                + time(lengths.getSum()) + " in all. Between two packets that both arrived, such time is not counted as"
                + " time in which an outage may have gone unseen: what is tested stood still as well. Around a missing"
                + " packet it is counted.";
    }

    private static String disturbance(List<TrialRecord> trials) {
        Optional<TrialRecord> worst = trials.stream()
                .max(Comparator.comparingDouble(trial -> trial.interference().disturbedShare()));
        if (worst.isEmpty() || worst.get().interference().disturbedShare() == 0) {
            return "No trial was seen to be disturbed by this machine.";
        }
        double share = worst.get().interference().disturbedShare();
        return "This machine kept what stands for the design waiting for more than " + time(Interference.LATE_NS)
                + ", or gave a processor to another guest, for up to " + Quantities.format(Dimension.RATIO, share)
                + " of a trial's time (" + worst.get().plan().key().path() + "). What took longest in so large a share"
                + " of a trial is not held against the design: the lower ends of delays and latencies lie further"
                + " down by it.";
    }

    private static List<List<String>> standstillRows(List<TrialRecord> trials) {
        List<List<String>> rows = new ArrayList<>();
        for (TrialRecord trial : trials) {
            PhaseClock phases = trial.phases();
            for (Standstill standstill : trial.interference().standstills()) {
                rows.add(List.of(
                        trial.plan().key().path(),
                        phases == null ? "not known" : time(standstill.fromNs() - phases.startNs()),
                        phases == null
                                ? "not known"
                                : phases.phaseOf(standstill.fromNs()).text(),
                        time(standstill.lengthNs())));
            }
        }
        return rows;
    }

    private static String time(long ns) {
        return Quantities.format(Dimension.TIME, (double) ns);
    }
}
