package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;
import tools.jackson.databind.JsonNode;

/** Judges the raw recordings again and compares with what was signed, requirement by requirement. */
final class Rejudgement {

    private Rejudgement() {}

    static void check(
            Path runFolder, AcceptanceReport report, Function<Path, List<Finding>> judge, Checklist checks) {
        checks.check("findings.json agrees with report.json", () -> Verifier.same(
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
        Verdict worst = report.findings().stream()
                .filter(Finding::blocker)
                .map(Finding::verdict)
                .reduce(Verdict.NOT_APPLICABLE, Verdict::worse);
        boolean nothingShown = worst == Verdict.NOT_APPLICABLE;
        Verdict result = nothingShown ? Verdict.INCONCLUSIVE : worst;
        boolean interrupted = interrupted(runFolder);
        if (interrupted) {
            result = Verdict.ERROR;
        }
        int exitCode = exitCode(result, report.restore().allRestored());
        boolean sameResult = report.result() == result || (nothingShown && report.result() == worst) || interrupted;
        if (!sameResult || report.exitCode() != exitCode) {
            throw new UnverifiableException("the findings give " + result + " and exit code " + exitCode
                    + ", report.json says " + report.result() + " and " + report.exitCode());
        }
        return result + ", " + exitCode;
    }

    private static boolean interrupted(Path runFolder) throws IOException, UnverifiableException {
        JsonNode run = StrictJson.parse(Files.readAllBytes(runFolder.resolve("run.json")));
        return Optional.ofNullable(run.get("interrupted"))
                .filter(JsonNode::isBoolean)
                .map(JsonNode::booleanValue)
                .orElseThrow(() -> new UnverifiableException("run.json does not say whether the run was interrupted"));
    }

    private static int exitCode(Verdict result, boolean allRestored) {
        if (!allRestored) {
            return 4;
        }
        return switch (result) {
            case PASS -> 0;
            case FAIL -> 1;
            case NOT_APPLICABLE, INCONCLUSIVE -> 2;
            case ERROR -> 3;
        };
    }
}
