package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.seatrial.recording.RunRecord;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.ExitCode;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/** Judges the raw recordings again and compares with what was signed, requirement by requirement. */
final class Rejudgement {

    private Rejudgement() {}

    static void check(Path runFolder, AcceptanceReport report, Function<Path, List<Finding>> judge, Checklist checks) {
        checks.check(
                "findings.json agrees with report.json",
                () -> Verifier.same(
                        "findings.json",
                        StrictJson.parse(Files.readAllBytes(runFolder.resolve("findings.json"))),
                        StrictJson.asRead(report.findings())));
        checks.check("findings judged again from the recordings", () -> again(runFolder, report, judge));
        checks.check("result and exit code", () -> result(runFolder, report));
    }

    private static String again(Path runFolder, AcceptanceReport report, Function<Path, List<Finding>> judge)
            throws UnverifiableException {
        List<Finding> recomputed;
        try {
            recomputed = judge.apply(runFolder);
        } catch (RuntimeException e) {
            // Recordings that cannot be judged at all: whatever is in them was not made by a run.
            throw new UnverifiableException("the recordings cannot be judged: " + Checklist.reason(e), e);
        }
        if (recomputed.size() != report.findings().size()) {
            throw new UnverifiableException("judging again gives " + recomputed.size() + " findings, signed are "
                    + report.findings().size());
        }
        for (int i = 0; i < recomputed.size(); i++) {
            Finding signed = report.findings().get(i);
            Verifier.same(
                    "requirement " + signed.requirement(),
                    StrictJson.asRead(signed),
                    StrictJson.asRead(recomputed.get(i)));
        }
        return recomputed.size() + " requirements, the same verdicts and values";
    }

    private static String result(Path runFolder, AcceptanceReport report) throws IOException, UnverifiableException {
        boolean interrupted =
                Agreement.run(runFolder).map(RunRecord::interrupted).orElse(true);
        Verdict result = ExitCode.result(report.findings(), interrupted);
        int exitCode =
                ExitCode.of(report.findings(), report.restore(), interrupted).code();
        if (report.result() != result || report.exitCode() != exitCode) {
            throw new UnverifiableException("the findings give " + result + " and exit code " + exitCode
                    + ", report.json says " + report.result() + " and " + report.exitCode());
        }
        return result + ", " + exitCode;
    }
}
