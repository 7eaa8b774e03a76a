package org.seatrial.report;

import java.util.List;
import org.seatrial.report.AcceptanceReport.Restore;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/** How the command ends. Of several reasons the one that stands first here wins. */
public enum ExitCode {
    /** A fault could not be undone: the lab is unsafe. */
    UNSAFE(4),
    /** A signature or a digest is wrong, or a finding cannot be reproduced. */
    UNVERIFIED(5),
    /** The lab or the harness failed, or was interrupted. */
    LAB_ERROR(3),
    /** A blocker failed. */
    REJECTED(1),
    /** It could not be told. */
    INCONCLUSIVE(2),
    /** Every blocker passed. */
    ACCEPTED(0),
    /** Bad input or usage: nothing was done. */
    USAGE(64),
    /** A fault of the harness itself. */
    INTERNAL(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number the process exits with. */
    public int code() {
        return code;
    }

    /** The one of two outcomes of a run that wins. */
    public ExitCode over(ExitCode other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * The verdict over all blockers, the worst of them. Without a single blocker that says something about this design
     * nothing is accepted.
     */
    public static Verdict result(List<Finding> findings, boolean interrupted) {
        Verdict worst = findings.stream()
                .filter(Finding::blocker)
                .map(Finding::verdict)
                .reduce(Verdict.NOT_APPLICABLE, Verdict::worse);
        if (interrupted) {
            return Verdict.ERROR;
        }
        return worst == Verdict.NOT_APPLICABLE ? Verdict.INCONCLUSIVE : worst;
    }

    public static ExitCode of(List<Finding> findings, Restore restore, boolean interrupted) {
        ExitCode judged = switch (result(findings, interrupted)) {
            case PASS -> ACCEPTED;
            case NOT_APPLICABLE, INCONCLUSIVE -> INCONCLUSIVE;
            case FAIL -> REJECTED;
            case ERROR -> LAB_ERROR;
        };
        return restore.allRestored() && restore.failures().isEmpty() ? judged : UNSAFE;
    }
}
