package org.seatrial.report.attestation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.input.InputException;
import org.seatrial.input.Problem;
import org.seatrial.input.Problems;
import org.seatrial.recording.DurableFile;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/** Adds a decision to {@code acceptance.intoto.jsonl}, signed over every line that stands there. */
public final class Countersignature {

    private Countersignature() {}

    /**
     * Signs a decision and adds it as the last line.
     *
     * @return the file
     * @throws InputException if the decision cannot be made about this report, or the key may not make it
     * @throws IOException if a file cannot be read or written, or the lines above are not valid
     */
    public static Path add(Path runFolder, Decision decision, SigningKey key) throws IOException {
        return add(runFolder, decision, key, Optional.empty());
    }

    /** As {@link #add(Path, Decision, SigningKey)}, and has the signature stamped. */
    public static Path add(Path runFolder, Decision decision, SigningKey key, Optional<TimestampAuthority> authority)
            throws IOException {
        Checklist checks = new Checklist();
        Bundle bundle = Bundle.read(runFolder, checks);
        if (!checks.allPassed()) {
            throw new IOException("cannot countersign " + runFolder + ": " + checks.firstFailure());
        }
        if (bundle.fingerprint().equals(key.fingerprint())) {
            throw new InputException(new Problem(
                    "--signing-key",
                    "",
                    key.fingerprint(),
                    "the report itself was signed with this key",
                    "a key of your own",
                    "name your key with --signing-key FILE; it is made if the file does not exist"));
        }
        AcceptanceReport report = AttestedReport.read(runFolder);
        decidable(report, decision).throwIfAny();
        Path file = runFolder.resolve(Manifest.ATTESTATIONS);
        String line =
                Envelope.sign(decision.statement(bundle.reportDigest(), bundle.lineDigests()), key, authority) + "\n";
        DurableFile.write(file, (Files.readString(file) + line).getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** Requirements that block and did not pass: who accepts the run has to name each of them. */
    static List<String> openBlockers(AcceptanceReport report) {
        return report.findings().stream()
                .filter(Finding::blocker)
                .filter(finding -> finding.verdict().worse(Verdict.PASS) != Verdict.PASS)
                .map(Finding::requirement)
                .toList();
    }

    private static Problems decidable(AcceptanceReport report, Decision decision) {
        Problems problems = new Problems();
        List<String> ids = report.findings().stream().map(Finding::requirement).toList();
        for (String deviation : decision.acceptedDeviations()) {
            if (!ids.contains(deviation)) {
                problems.add(new Problem(
                        "--deviation",
                        "",
                        deviation,
                        "the report has no such requirement",
                        String.join(", ", ids),
                        ""));
            }
        }
        List<String> open = new ArrayList<>(openBlockers(report));
        open.removeAll(decision.acceptedDeviations());
        Outcome outcome = Outcome.of(report);
        String decisionOption = "--decision";
        switch (decision.kind()) {
            case REJECTED -> {}
            case ACCEPTED -> {
                if (outcome != Outcome.ACCEPTED) {
                    problems.add(new Problem(
                            decisionOption,
                            "",
                            "accepted",
                            "the report says " + outcome
                                    + (open.isEmpty() ? "" : ", for " + String.join(", ", open) + " did not pass"),
                            "rejected, or accepted-with-deviations",
                            open.isEmpty() ? "" : "--deviation for each of " + String.join(", ", open)));
                }
            }
            case ACCEPTED_WITH_DEVIATIONS -> {
                if (outcome == Outcome.ERROR) {
                    problems.add(new Problem(
                            decisionOption,
                            "",
                            "accepted-with-deviations",
                            "the run is an error: the design was not judged, or the lab was left unsafe",
                            "rejected",
                            "have the run repeated"));
                } else if (!open.isEmpty()) {
                    problems.add(new Problem(
                            "--deviation",
                            "",
                            "",
                            "not every requirement that blocks is named: " + String.join(", ", open),
                            "each blocker that did not pass",
                            "--deviation " + String.join(" --deviation ", open)));
                }
            }
        }
        return problems;
    }
}
