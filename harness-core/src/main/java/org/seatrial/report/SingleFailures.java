package org.seatrial.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.seatrial.fault.Fault;
import org.seatrial.plan.PlannedFault;
import org.seatrial.recording.FaultRecord;
import org.seatrial.recording.TrialRecord;
import org.seatrial.recording.TrialStatus;
import org.seatrial.report.AcceptanceReport.CoverageRow;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/**
 * What became of each row of the coverage matrix. The matrix tells what the plan promises; this tells what was shown. A
 * failure is proven if a valid trial struck that element and nothing else, the effect was read back, and every
 * requirement that rests on such trials passed, advisory ones included. A requirement that passes because a weakness was
 * shown proves no survival. One requirement that failed is enough to leave unproven all that its trials struck.
 *
 * @param failures in the order of the matrix
 */
public record SingleFailures(List<Failure> failures) {

    /** How far a failure was shown to be survived as required. */
    public enum State {
        /** Struck, and everything required of it was shown. */
        PROVEN,
        /** Struck, and something required of it was not shown. */
        NOT_SHOWN,
        /** In the plan, but no valid trial struck it. */
        NOT_STRUCK,
        /** Not in the plan. */
        NOT_TESTED,
        /** Not a failure of the design. */
        NOT_APPLICABLE
    }

    /**
     * One row.
     *
     * @param trials valid trials that struck it
     * @param reason why it is not proven; the kinds of trial that prove it if it is
     */
    public record Failure(
            String element, String elementKind, String faultKind, State state, int trials, String reason) {

        /** Whether one thing fails; a declared pair is told apart. */
        public boolean single() {
            return !elementKind.equals(Coverage.PAIR);
        }
    }

    public SingleFailures {
        failures = List.copyOf(failures);
    }

    public static SingleFailures of(AcceptanceReport report) {
        List<Failure> failures = new ArrayList<>();
        for (CoverageRow row : report.coverage()) {
            List<TrialRecord> striking =
                    report.trials().stream().filter(trial -> struck(trial, row)).toList();
            failures.add(
                    switch (row.status()) {
                        case Coverage.TESTED -> judged(row, striking, report.findings());
                        case Coverage.NOT_APPLICABLE -> failure(row, State.NOT_APPLICABLE, 0, row.by());
                        default -> failure(row, State.NOT_TESTED, striking.size(), row.by());
                    });
        }
        return new SingleFailures(failures);
    }

    private static Failure judged(CoverageRow row, List<TrialRecord> striking, List<Finding> findings) {
        if (striking.isEmpty()) {
            return failure(row, State.NOT_STRUCK, 0, row.by() + " should strike it, but no valid trial did");
        }
        Set<String> keys =
                striking.stream().map(trial -> trial.plan().key().path()).collect(Collectors.toSet());
        List<Finding> resting = findings.stream()
                .filter(finding -> finding.trials().stream().anyMatch(keys::contains))
                .toList();
        if (resting.isEmpty()) {
            return failure(row, State.NOT_SHOWN, striking.size(), "no requirement rests on a trial that struck it");
        }
        String missed = resting.stream()
                .filter(finding -> finding.verdict() != Verdict.PASS)
                .map(Finding::requirement)
                .collect(Collectors.joining(", "));
        if (!missed.isEmpty()) {
            return failure(row, State.NOT_SHOWN, striking.size(), "struck, but did not pass: " + missed);
        }
        String weak = resting.stream()
                .filter(Finding::showsWeakness)
                .map(Finding::requirement)
                .collect(Collectors.joining(", "));
        return weak.isEmpty()
                ? failure(row, State.PROVEN, striking.size(), where(striking))
                : failure(row, State.NOT_SHOWN, striking.size(), "struck, and its weakness was shown: " + weak);
    }

    /** With the lab: what one binding of the design survives says nothing of another. */
    private static String where(List<TrialRecord> striking) {
        return striking.stream()
                .map(trial ->
                        trial.plan().key().lab() + "/" + trial.plan().key().trial())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Failure failure(CoverageRow row, State state, int trials, String reason) {
        return new Failure(row.element(), row.elementKind(), row.faultKind(), state, trials, reason);
    }

    private static boolean struck(TrialRecord trial, CoverageRow row) {
        if (trial.status() != TrialStatus.VALID
                || trial.faults().size() != trial.plan().faults().size()
                || !trial.faults().stream().map(FaultRecord::effect).allMatch(FaultRecord.Effect::proven)) {
            return false;
        }
        List<Fault> faults =
                trial.plan().faults().stream().map(PlannedFault::fault).toList();
        if (faults.size() > 1) {
            return row.elementKind().equals(Coverage.PAIR)
                    && row.element().equals(Coverage.elements(faults))
                    && row.faultKind().equals(Coverage.kinds(faults));
        }
        return faults.size() == 1
                && row.elementKind().equals(faults.getFirst().kind().element().text())
                && row.element().equals(faults.getFirst().target())
                && row.faultKind().equals(faults.getFirst().kindName());
    }

    /** Single failures in a state; pairs are not counted. */
    public long count(State state) {
        return failures.stream()
                .filter(failure -> failure.single() && failure.state() == state)
                .count();
    }

    /** Single failures that can happen to the design, tested or not. */
    public long applicable() {
        return failures.stream()
                .filter(failure -> failure.single() && failure.state() != State.NOT_APPLICABLE)
                .count();
    }

    /** Kinds of fault that no element of the design was to be struck with, in the order of the matrix. */
    public List<String> kindsNeverTested() {
        Set<String> tested = new HashSet<>();
        failures.stream()
                .filter(failure -> failure.state() != State.NOT_TESTED && failure.state() != State.NOT_APPLICABLE)
                .forEach(failure -> tested.add(failure.faultKind()));
        return failures.stream()
                .filter(failure -> failure.single() && failure.state() != State.NOT_APPLICABLE)
                .map(Failure::faultKind)
                .distinct()
                .filter(kind -> !tested.contains(kind))
                .toList();
    }
}
