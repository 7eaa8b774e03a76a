package org.seatrial.report.html;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seatrial.recording.Digests;
import org.seatrial.recording.RunFolder;
import org.seatrial.recording.SelfTest;
import org.seatrial.recording.TrialRecord;
import org.seatrial.report.AcceptanceReport;
import org.seatrial.report.Dossier;
import org.seatrial.report.SingleFailures;
import org.seatrial.report.attestation.Outcome;
import org.seatrial.traffic.ClockRecord;
import org.seatrial.units.Dimension;
import org.seatrial.units.Quantities;
import org.seatrial.verdict.Finding;
import org.seatrial.verdict.Verdict;

/** The first screen: what a reader takes away who reads nothing else. */
final class CoverPart {

    private static final int DIGEST_SHOWN = 16;

    private CoverPart() {}

    static Page.Cover of(AcceptanceReport report, SingleFailures failures, Path runFolder, Optional<String> signer)
            throws IOException {
        Outcome outcome = Outcome.of(report);
        List<Page.Fact> facts = new ArrayList<>();
        facts.add(new Page.Fact(
                "Design",
                report.design().name() + ", SHA-256 " + brief(report.design().digest())));
        facts.add(new Page.Fact(
                "Suite",
                report.plan().suite() + " " + report.plan().version()
                        + (report.plan().sideLoaded() ? ", side-loaded" : "") + ", "
                        + report.plan().kind().text() + " plan"));
        facts.add(new Page.Fact(
                "Class of certificate",
                Outcome.certificateClass(report).map(Words::certificateClass).orElse("none: no lab was used")));
        report.labs().forEach(lab -> facts.add(new Page.Fact("Lab " + lab.name(), "as in its file " + lab.file())));
        facts.add(new Page.Fact(
                "Carried out", Words.instant(report.startedAt()) + " to " + Words.instant(report.finishedAt())));
        facts.add(new Page.Fact("Uncertainty", uncertainty(report)));
        facts.add(new Page.Fact("Signatures", signatures(report.dossier(), signer)));
        return new Page.Cover(
                report.title(),
                badge(report, outcome),
                sentence(report, outcome),
                report.certifies() ? "" : orUnknown(report.certifiesNothingBecause()),
                facts,
                CoverageWords.sentence(report, failures),
                CoverageWords.notTested(failures),
                digest(new RunFolder(runFolder).report()));
    }

    private static String uncertainty(AcceptanceReport report) {
        String rule = "Limits are held against the far end of each interval.";
        SelfTest test = report.selfTest();
        if (!test.measured()) {
            return "The instrument was not measured. " + rule;
        }
        long clockNs = -1;
        for (TrialRecord trial : report.trials()) {
            ClockRecord clock = trial.clock();
            clockNs = clock == null ? clockNs : Math.max(clockNs, clock.errorNs());
        }
        return "An outage of " + time(test.knownOutageNs()) + " read as " + time(test.measuredLowerNs()) + " to "
                + time(test.measuredUpperNs()) + "; 99 % of packets crossed an empty path within "
                + time(test.pathDelayP99Ns()) + (test.byLab().size() > 1 ? " in the lab that is worst for it" : "")
                + (clockNs < 0 ? "" : "; receive stamps are known to ±" + time(clockNs)) + ". " + rule
                + (test.doubts().isEmpty() ? "" : " Doubts: " + String.join("; ", test.doubts()) + ".");
    }

    private static String signatures(Dossier dossier, Optional<String> signer) {
        String report = signer.map(key -> "To be signed with key " + key).orElse("The key is not known to this page");
        String plan = dossier.registrations().isEmpty()
                ? "the plan was not signed before the run"
                : "the plan was signed before the run by "
                        + String.join(
                                " and ",
                                dossier.registrations().stream()
                                        .map(one -> one.person() + " (" + one.role() + ", " + one.organisation() + ")")
                                        .toList());
        long waivers = dossier.waivers().stream().filter(Dossier.Waiver::counts).count();
        return report + "; " + plan + (waivers == 0 ? "" : "; " + Words.count(waivers, "waiver") + " in force")
                + ". A page cannot prove its signatures: seatrial verify does, and lists the customer's decision.";
    }

    /** Acceptance that certifies nothing is not shown in green; everything else keeps its colour. */
    private static Page.Badge badge(AcceptanceReport report, Outcome outcome) {
        Page.Badge badge = Words.badge(outcome);
        return outcome == Outcome.ACCEPTED && !report.certifies() ? new Page.Badge(badge.word(), "none") : badge;
    }

    private static String orUnknown(String reason) {
        return reason.isEmpty() ? "the report does not say why" : reason;
    }

    private static String sentence(AcceptanceReport report, Outcome outcome) {
        List<Finding> blockers =
                report.findings().stream().filter(Finding::blocker).toList();
        long passed = blockers.stream()
                .filter(finding -> finding.verdict() == Verdict.PASS)
                .count();
        List<String> others = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.ERROR, Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.NOT_APPLICABLE)) {
            List<String> ids = blockers.stream()
                    .filter(finding -> finding.verdict() == verdict)
                    .map(Finding::requirement)
                    .toList();
            if (!ids.isEmpty()) {
                others.add(String.join(", ", ids) + " " + Words.badge(verdict).word());
            }
        }
        long warnings = report.findings().stream()
                .filter(finding -> !finding.blocker() && finding.verdict().worse(Verdict.PASS) != Verdict.PASS)
                .count();
        String text = passed + " of " + Words.count(blockers.size(), "blocking requirement") + " passed"
                + (others.isEmpty() ? "" : "; " + String.join("; ", others))
                + (warnings == 0 ? "" : "; " + Words.count(warnings, "warning")) + ".";
        if (!report.restore().allRestored()) {
            return "The lab was not restored and is not safe to use. " + text;
        }
        return outcome == Outcome.ERROR && others.isEmpty() ? "The run did not come to its end. " + text : text;
    }

    private static String digest(Path reportJson) throws IOException {
        return Files.isRegularFile(reportJson) ? Digests.sha256(reportJson) : "not written yet";
    }

    /** The whole digest stands in the section on the plan. */
    private static String brief(String sha256) {
        return sha256.length() <= DIGEST_SHOWN ? sha256 : sha256.substring(0, DIGEST_SHOWN) + "…";
    }

    private static String time(long ns) {
        return Quantities.format(Dimension.TIME, (double) ns);
    }
}
