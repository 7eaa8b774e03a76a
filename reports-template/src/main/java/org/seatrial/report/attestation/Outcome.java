package org.seatrial.report.attestation;

import java.util.Comparator;
import java.util.Optional;
import org.seatrial.lab.CertificateClass;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.verdict.Verdict;

/** What a whole run came to, in the words a customer reads. */
public enum Outcome {
    ACCEPTED,
    REJECTED,
    INCONCLUSIVE,
    ERROR;

    /**
     * The outcome of a report. Fails closed: accepted needs a passing result, exit code 0 and a restored lab; a report
     * that contradicts itself is an error.
     */
    public static Outcome of(AcceptanceReport report) {
        return of(report.result(), report.exitCode(), report.restore().allRestored());
    }

    static Outcome of(Verdict result, int exitCode, boolean allRestored) {
        if (!allRestored) {
            return ERROR;
        }
        return switch (result) {
            case PASS -> exitCode == 0 ? ACCEPTED : ERROR;
            case FAIL -> exitCode == 1 ? REJECTED : ERROR;
            case NOT_APPLICABLE, INCONCLUSIVE -> exitCode == 2 ? INCONCLUSIVE : ERROR;
            case ERROR -> ERROR;
        };
    }

    /** The weakest class among the labs of a run; empty if no lab was used. */
    public static Optional<CertificateClass> certificateClass(AcceptanceReport report) {
        return report.labs().stream().map(use -> use.facts().certificateClass()).min(Comparator.naturalOrder());
    }
}
